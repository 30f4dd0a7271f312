// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/error.h"
#include "figures/animation.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/figure_files.h"
#include "shell/session_files.h"
#include "shell/settings.h"
#include "theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <webp/demux.h>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Film
{
    std::vector<QImage> frames;
    std::vector<int> ends; ///< ms at which each frame gives way
    unsigned loops = 99;
};

Film filmOf(const QByteArray& content)
{
    Film film;
    const WebPData data{
        reinterpret_cast<const std::uint8_t*>(content.constData()), static_cast<std::size_t>(content.size())};
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, nullptr);
    if (!decoder)
        return film;
    WebPAnimInfo info;
    WebPAnimDecoderGetInfo(decoder, &info);
    film.loops = info.loop_count;
    while (WebPAnimDecoderHasMoreFrames(decoder)) {
        std::uint8_t* pixels = nullptr;
        int end = 0;
        if (!WebPAnimDecoderGetNext(decoder, &pixels, &end))
            break;
        film.ends.push_back(end);
        film.frames.push_back(QImage(pixels, static_cast<int>(info.canvas_width),
            static_cast<int>(info.canvas_height), QImage::Format_RGBA8888)
                                  .copy());
    }
    WebPAnimDecoderDelete(decoder);
    return film;
}

Figure square(const QColor& colour, QSizeF size = {60.0, 40.0})
{
    Figure figure;
    figure.id = figure.title = QStringLiteral("square");
    figure.caption = QStringLiteral("A square with < and &.");
    figure.size = size;
    figure.draw = [colour](QPainter& painter) { painter.fillRect(QRectF(5, 5, 20, 20), colour); };
    return figure;
}

} // namespace

/// The scrubber as a moving picture: without loss, with its session.
class AnimationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void framesAreWithoutLoss();
    void badAnimationsAreRefused();
    void theStepsOfAnAttack();
    void aFailedWriteIsSaid();

private:
    QTemporaryDir m_folder;
};

void AnimationTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void AnimationTest::framesAreWithoutLoss()
{
    const QColor colours[] = {QColor(196, 78, 0), QColor(43, 123, 186), QColor(1, 2, 3)};
    Animation animation;
    for (const QColor& colour : colours)
        animation.frames.push_back({square(colour), 120});
    animation.session = "{\"a\":\"<&>\"}";
    const QByteArray content = animationWebp(animation);
    const Film film = filmOf(content);
    QCOMPARE(film.frames.size(), std::size_t{3});
    QCOMPARE(film.loops, 0U);
    QCOMPARE(film.ends, (std::vector<int>{120, 240, 360}));
    for (std::size_t i = 0; i < film.frames.size(); ++i)
        QCOMPARE(film.frames[i].convertToFormat(QImage::Format_RGB32),
            figureImage(animation.frames[i].figure, 1.0).convertToFormat(QImage::Format_RGB32));
    const QString path = m_folder.filePath("film.webp");
    saveFile(path, content);
    QCOMPARE(carriedSession(path), animation.session);
}

void AnimationTest::badAnimationsAreRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, animationWebp({}));
    Animation animation;
    animation.frames = {{square(Qt::red), 100}, {square(Qt::red, {61.0, 40.0}), 100}};
    QVERIFY_THROWS_EXCEPTION(Error, animationWebp(animation));
}

void AnimationTest::theStepsOfAnAttack()
{
    const QString path = qEnvironmentVariable("EPSILONLAB_KEEP", m_folder.path()) + "/steps.webp";
    Session saved;
    {
        ShownWindow program;
        program.session.setAttack("pgd");
        program.session.setPosition(12);
        program.session.setEpsilon(0.2);
        QTRY_VERIFY_WITH_TIMEOUT(program.isSettled() && program.attack().isSettled(), kTimeoutMs);
        saved = program.session.session();
        const Animation animation
            = program.window.figureFiles()->complete(program.attack().figures().first().animate());
        QCOMPARE(animation.frames.size(), std::size_t{21}); // the start, twenty steps; the last is the result
        QSignalSpy written(program.window.figureFiles(), &FigureFiles::written);
        program.window.figureFiles()->write(animation, path);
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, kTimeoutMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Film film = filmOf(file.readAll());
        QVERIFY(film.frames.size() > 15); // steps that change nothing share a frame
        QCOMPARE(film.frames.back().convertToFormat(QImage::Format_RGB32),
            figureImage(animation.frames.back().figure, 1.0).convertToFormat(QImage::Format_RGB32));
        QVERIFY(film.frames.front() != film.frames.back());
    }
    QVERIFY(SessionFiles::isSessionFile(path));
    ShownWindow other;
    other.window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(other.session.session().showsSame(saved), kTimeoutMs);
}

void AnimationTest::aFailedWriteIsSaid()
{
    ShownWindow program;
    Animation animation;
    animation.frames = {{square(Qt::red), 100}};
    QSignalSpy written(program.window.figureFiles(), &FigureFiles::written);
    program.window.figureFiles()->write(animation, m_folder.filePath("gone/film.webp"));
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, kTimeoutMs);
    QVERIFY2(program.sentence().contains("could not be written"), qPrintable(program.sentence()));
    program.window.figureFiles()->write(Animation{}, m_folder.filePath("film.webp"));
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 2, kTimeoutMs);
    QVERIFY2(program.sentence().contains("it has no pictures"), qPrintable(program.sentence()));
    QVERIFY(!QFile::exists(m_folder.filePath("gone/film.webp")));
}

QTEST_MAIN(AnimationTest)
#include "animation_test.moc"

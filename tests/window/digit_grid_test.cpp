// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "views/digit_grid.h"
#include "widgets/digit_tile.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QTest>

#include <memory>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kTimeoutMs = 60000; // a machine shared by many builds

struct Grid
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    DigitGrid dialog{client, session, nullptr};

    Grid() { dialog.show(); }

    QListView& view() { return *dialog.findChild<QListView*>("digitView"); }
    QComboBox& labels() { return *dialog.findChild<QComboBox*>("digitLabelFilter"); }
    QComboBox& outcomes() { return *dialog.findChild<QComboBox*>("digitOutcomeFilter"); }
    QString words() { return dialog.findChild<QLabel*>("digitWords")->text(); }
    int rows() { return view().model()->rowCount(); }
    std::int64_t positionOf(int row)
    {
        return view().model()->index(row, 0).data(DigitList::kPositionRole).toLongLong();
    }
};

/// What an attack at this epsilon alone makes of the picture for network A.
ModelPreview previewOf(Engine& engine, PreviewRequest request, const LabelledImage& sample)
{
    request.sample = sample;
    request.modelIds.resize(1);
    const RequestId id = engine.preview(request);
    while (true)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(1000))) {
            const auto* result = std::get_if<PreviewResult>(&event);
            if (result && result->id == id && result->tier == PreviewTier::Final)
                return result->models.front();
        }
}

} // namespace

class DigitGridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Theme::Light); }
    void arrowsChooseTheDigit();
    void filterByClass();
    void filterByOutcomeIsWhatTheAttackDoes_data();
    void filterByOutcomeIsWhatTheAttackDoes();
    void aClickOnTheCleanTileOpensIt();
};

void DigitGridTest::arrowsChooseTheDigit()
{
    Grid grid;
    QCOMPARE(grid.rows(), static_cast<int>(grid.session.imageCount()));
    QCOMPARE(grid.view().currentIndex().row(), static_cast<int>(grid.session.position()));
    QTest::keyClick(&grid.view(), Qt::Key_Right);
    QCOMPARE(grid.session.position(), SessionState::kFirstDigit + 1);
    QTest::keyClick(&grid.view(), Qt::Key_Home);
    QCOMPARE(grid.session.position(), 0);
}

void DigitGridTest::filterByClass()
{
    Grid grid;
    const std::int64_t before = grid.session.position();
    grid.labels().setCurrentIndex(grid.labels().findData(3));
    QVERIFY(grid.rows() > 0);
    QVERIFY(grid.rows() < grid.session.imageCount());
    for (int row = 0; row < grid.rows(); ++row)
        QCOMPARE(grid.client.image(grid.session.dataset(), grid.positionOf(row)).label, 3);
    QCOMPARE(grid.session.position(), before); // looking through a filter chooses nothing
}

void DigitGridTest::filterByOutcomeIsWhatTheAttackDoes_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("fooled") << static_cast<int>(DigitList::Which::Flipped);
    QTest::newRow("held") << static_cast<int>(DigitList::Which::Held);
    QTest::newRow("already wrong") << static_cast<int>(DigitList::Which::AlreadyWrong);
}

void DigitGridTest::filterByOutcomeIsWhatTheAttackDoes()
{
    QFETCH(int, which);
    Grid grid;
    grid.session.setEpsilon(0.1);
    grid.outcomes().setCurrentIndex(grid.outcomes().findData(which));
    QTRY_VERIFY_WITH_TIMEOUT(grid.words().contains("n = "), kTimeoutMs);
    const Verdict wanted[] = {Verdict::Held, Verdict::Fooled, Verdict::Held, Verdict::AlreadyWrong};
    Engine fresh;
    for (int row = 0; row < std::min(grid.rows(), 5); ++row) {
        const LabelledImage sample = grid.client.image(grid.session.dataset(), grid.positionOf(row));
        QCOMPARE(previewOf(fresh, grid.session.previewRequest(), sample).verdict, wanted[which]);
    }
    if (which != static_cast<int>(DigitList::Which::AlreadyWrong))
        QVERIFY(grid.rows() > 0);
}

void DigitGridTest::aClickOnTheCleanTileOpensIt()
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    MainWindow window{client, session};
    window.show();
    QTest::mouseClick(window.findChild<DigitTile*>("cleanTile"), Qt::LeftButton);
    const std::unique_ptr<DigitGrid> grid(window.findChild<DigitGrid*>("digitGrid"));
    QVERIFY(grid && grid->isVisible());
    for (const QWidget* each : grid->findChildren<QWidget*>()) {
        if (each->isVisible() && !each->objectName().startsWith("qt_") && !each->objectName().isEmpty())
            QVERIFY2(!each->accessibleName().isEmpty(), qPrintable(each->objectName()));
    }
}

QTEST_MAIN(DigitGridTest)
#include "digit_grid_test.moc"

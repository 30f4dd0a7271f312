// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/examples_figure.h"

#include "api/error.h"
#include "api/export.h"
#include "figures/paper.h"
#include "figures/words.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

using paper::drawText;
using paper::font;

constexpr double kWidth = 680.0;
constexpr double kTile = 140.0;
constexpr double kStep = 156.0; // tile and gap
constexpr double kTop = 52.0; // title and column heads
constexpr double kBlock = 222.0;
constexpr double kBarsLeft = 484.0;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

QString probability(float value)
{
    return QString::fromStdString(probabilityText(static_cast<double>(value)));
}

/// What the drawing needs, copied: a figure outlives the result it was made from.
struct Examples
{
    PreviewResult result;
    std::vector<std::string> names;
    QString ownName;
    bool isRandom = false;

    void draw(QPainter& painter) const;
    void drawRow(QPainter& painter, const ModelPreview& model, std::size_t row) const;
    void drawPerturbation(QPainter& painter, const QPointF& at, const ModelPreview& model) const;
    void drawBars(QPainter& painter, const QPointF& at, const ModelPreview& model) const;
    void drawBar(QPainter& painter, const QPointF& at, const ModelPreview& model, int index) const;
    const AttackSettings& attack() const { return result.request.attack; }
};

void drawTile(QPainter& painter, const QPointF& at, const QImage& picture, bool isFooled)
{
    const QRectF box(at, QSizeF(kTile, kTile));
    painter.drawImage(box, picture);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(paper::line(), 1.0));
    painter.drawRect(box);
    if (!isFooled)
        return;
    painter.setPen(QPen(paper::adversarial(), 1.5));
    painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5));
    painter.drawRect(box.adjusted(-4.5, -4.5, 4.5, 4.5));
}

bool isStep(const ModelPreview& model)
{
    return model.progress.state != Progress::State::Finished;
}

QString stepTitle(const ModelPreview& model)
{
    return tr("step %1 of %2, not the result")
        .arg(words::count(model.progress.step), words::count(model.progress.steps));
}

/// previewSentence() judges results.
QString sentence(const PreviewResult& result, std::size_t index, const std::vector<std::string>& names)
{
    const ModelPreview& model = result.models[index];
    if (!isStep(model))
        return paper::toText(previewSentence(result, index));
    const auto read = static_cast<std::size_t>(std::max(0, model.adversarialClass));
    return tr("%1 at %2: it reads %3 (%4) at a measured distance of L∞ %5, L2 %6.")
        .arg(paper::toText(model.modelName), stepTitle(model),
            words::className(model.adversarialClass, names),
            probability(model.adversarialProbabilities.at(read)),
            QString::number(model.distances.linf, 'f', 3), QString::number(model.distances.l2, 'f', 3));
}

/// Of a random twin: what it did, whatever the attack does.
QString randomSentence(const ModelPreview& model, const std::vector<std::string>& names)
{
    const auto chance = [](const std::vector<float>& probabilities, int index) {
        return index < 0 ? QStringLiteral("—")
                         : probability(probabilities.at(static_cast<std::size_t>(index)));
    };
    return tr("%1 reads %2 (%3), and %4 (%5) after a random change of measured L∞ %6, L2 %7.")
        .arg(paper::toText(model.modelName), words::className(model.cleanClass, names),
            chance(model.cleanProbabilities, model.cleanClass),
            words::className(model.adversarialClass, names),
            chance(model.adversarialProbabilities, model.adversarialClass),
            QString::number(model.distances.linf, 'f', 3), QString::number(model.distances.l2, 'f', 3));
}

void Examples::draw(QPainter& painter) const
{
    const QString title
        = (isRandom ? tr("Random change as large as the attack's") : words::strength(attack())) + ", "
        + words::sample(result.request.sample, ownName);
    drawText(painter, {0.0, 0.0, kWidth, 20.0}, Qt::AlignLeft | Qt::AlignVCenter, title, font(13, true),
        paper::ink());
    const QString heads[] = {tr("clean"), tr("perturbation (signed)"),
        isRandom ? tr("randomly changed") : tr("adversarial"), tr("probabilities")};
    for (int i = 0; i < 4; ++i)
        drawText(painter, {i < 3 ? kStep * i : kBarsLeft, 30.0, kTile + 40.0, 16.0}, Qt::AlignLeft, heads[i],
            font(12), paper::dim());
    for (std::size_t row = 0; row < result.models.size(); ++row)
        drawRow(painter, result.models[row], row);
}

void Examples::drawRow(QPainter& painter, const ModelPreview& model, std::size_t row) const
{
    const double top = kTop + kBlock * static_cast<double>(row);
    const bool isFooled = !isStep(model) && words::isAttackSuccess(model.verdict);
    const QString letter = row < 26 ? QString(QChar('A' + static_cast<int>(row))) : QString();
    drawText(painter, {0.0, top, 200.0, 18.0}, Qt::AlignLeft | Qt::AlignVCenter,
        letter + "  " + paper::toText(model.modelName), font(13, true), paper::networkStyle(row).colour);
    drawText(painter, {kStep, top, kWidth - kStep, 18.0}, Qt::AlignLeft | Qt::AlignVCenter,
        isStep(model) ? stepTitle(model) : words::verdict(model, names), font(13, true),
        isFooled ? paper::adversarial() : paper::ink());

    const double y = top + 26.0;
    drawTile(painter, {0.0, y}, paper::greyPicture(result.request.sample.image), false);
    drawPerturbation(painter, {kStep, y}, model);
    drawTile(painter, {2 * kStep, y}, paper::greyPicture(model.adversarial), isFooled);

    const double below = y + kTile + 6.0;
    auto note = [&](double x, double line, const QString& text) {
        drawText(painter, {x, below + 14.0 * line, kTile, 14.0}, Qt::AlignLeft, text, font(11), paper::ink());
    };
    auto reads = [&](int index, const std::vector<float>& probabilities) {
        return tr("reads %1 (%2)")
            .arg(words::className(index, names),
                index < 0 ? QStringLiteral("—")
                          : probability(probabilities.at(static_cast<std::size_t>(index))));
    };
    note(0.0, 0.0, reads(model.cleanClass, model.cleanProbabilities));
    note(0.0, 1.0, tr("true class %1").arg(words::className(result.request.sample.label, names)));
    note(2 * kStep, 0.0, reads(model.adversarialClass, model.adversarialProbabilities));
    note(2 * kStep, 1.0,
        tr("measured L∞ %1, L2 %2")
            .arg(QString::number(model.distances.linf, 'f', 3), QString::number(model.distances.l2, 'f', 3)));
    drawBars(painter, {kBarsLeft, y}, model);
}

void Examples::drawPerturbation(QPainter& painter, const QPointF& at, const ModelPreview& model) const
{
    Image difference = model.adversarial;
    for (std::size_t i = 0; i < difference.pixels.size(); ++i)
        difference.pixels[i] -= result.request.sample.image.pixels[i];
    // In L2 a pixel may move by much more than a fair share of epsilon: the scale is what was measured.
    const bool isLinf = words::isLinf(attack()) && words::hasEpsilon(attack());
    const double limit = isLinf ? words::epsilonOf(attack()) : model.distances.linf;
    drawTile(painter, at, paper::signedPicture(difference, limit), false);

    constexpr int kSteps = 35;
    const double y = at.y() + kTile + 8.0;
    const double width = kTile / kSteps;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false); // no seams between the steps
    for (int i = 0; i < kSteps; ++i)
        painter.fillRect(
            QRectF(at.x() + width * i, y, width, 7.0), paper::signedColour(2.0 * i / (kSteps - 1.0) - 1.0));
    painter.restore();
    const QRectF box(at.x(), y + 8.0, kTile, 14.0);
    const QString number = QString::number(limit, 'f', 3);
    drawText(painter, box, Qt::AlignLeft, "−" + number, font(10), paper::ink());
    drawText(painter, box, Qt::AlignHCenter, isLinf ? tr("0 (±ε)") : tr("0 (±max)"), font(10), paper::ink());
    drawText(painter, box, Qt::AlignRight, "+" + number, font(10), paper::ink());
}

void Examples::drawBar(QPainter& painter, const QPointF& at, const ModelPreview& model, int index) const
{
    constexpr double kBars = 102.0; // width of 100 %
    const auto i = static_cast<std::size_t>(index);
    const float clean = model.cleanProbabilities.at(i);
    const float adversarial = model.adversarialProbabilities.at(i);
    const bool isTrue = index == result.request.sample.label;
    const QString sign = isTrue ? "▸" : index == model.target ? "◎" : "";
    drawText(painter, {at.x(), at.y(), 12.0, 14.0}, Qt::AlignLeft | Qt::AlignVCenter, sign, font(10),
        paper::ink());
    drawText(painter, {at.x() + 10.0, at.y(), 14.0, 14.0}, Qt::AlignRight | Qt::AlignVCenter,
        QString::number(index), font(11, isTrue), paper::ink());
    const double left = at.x() + 30.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper::adversarial());
    painter.drawRect(
        QRectF(left, at.y() + 7.0, std::max(0.5, kBars * static_cast<double>(adversarial)), 5.0));
    painter.setPen(QPen(paper::clean(), 1.0));
    painter.setBrush(paper::ground());
    painter.drawRect(QRectF(left, at.y() + 2.5, std::max(0.5, kBars * static_cast<double>(clean)), 3.5));
    constexpr float kWorthANumber = 0.005F;
    const float larger = std::max(clean, adversarial);
    if (larger >= kWorthANumber)
        drawText(painter, {left + kBars + 6.0, at.y(), 58.0, 14.0}, Qt::AlignLeft | Qt::AlignVCenter,
            probability(adversarial), font(10), paper::ink());
}

void Examples::drawBars(QPainter& painter, const QPointF& at, const ModelPreview& model) const
{
    const int classes = static_cast<int>(model.cleanProbabilities.size());
    const double step = std::min(14.0, kTile / std::max(1, classes));
    painter.setPen(QPen(paper::line(), 1.0));
    painter.drawLine(at + QPointF(30.0, 0.0), at + QPointF(30.0, step * classes));
    for (int i = 0; i < classes; ++i)
        drawBar(painter, at + QPointF(0.0, step * i), model, i);
    const double y = at.y() + kTile + 9.0;
    painter.setPen(QPen(paper::clean(), 1.0));
    painter.setBrush(paper::ground());
    painter.drawRect(QRectF(at.x() + 10.0, y + 2.0, 12.0, 4.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper::adversarial());
    painter.drawRect(QRectF(at.x() + 70.0, y + 1.5, 12.0, 5.0));
    auto key = [&](double x, double line, const QString& text) {
        drawText(
            painter, {at.x() + x, y - 3.0 + line, 120.0, 14.0}, Qt::AlignLeft, text, font(10), paper::ink());
    };
    key(26.0, 0.0, tr("clean"));
    key(86.0, 0.0, isRandom ? tr("changed (number)") : tr("adversarial (number)"));
    key(10.0, 14.0, model.target >= 0 ? tr("▸ true class   ◎ target") : tr("▸ true class"));
}

void check(const PreviewResult& result)
{
    auto refuse = [](const std::string& what) {
        throw Error(ErrorCode::Internal,
            "The examples figure cannot be drawn: " + what
                + ". Run the report again; if it stays, report this as a fault.");
    };
    const auto size = static_cast<std::size_t>(kImagePixels);
    if (result.models.empty() || result.request.sample.image.pixels.size() != size)
        refuse("there is no attacked image");
    if (result.tier != PreviewTier::Final)
        refuse("the result is a quick preview, not the attack that was asked for");
    for (const auto& model : result.models)
        if (model.adversarial.pixels.size() != size || model.cleanProbabilities.empty()
            || model.cleanProbabilities.size() != model.adversarialProbabilities.size())
            refuse("the result of " + model.modelName + " is incomplete");
}

} // namespace

Figure examplesFigure(const PreviewResult& result, const std::vector<std::string>& classNames,
    const QString& ownName, bool isRandom)
{
    check(result);
    QStringList sentences;
    for (std::size_t i = 0; i < result.models.size(); ++i)
        sentences << (isRandom ? randomSentence(result.models[i], classNames)
                               : sentence(result, i, classNames));
    const Examples examples{result, classNames, ownName, isRandom};
    Figure figure;
    figure.id = isRandom ? "random" : "examples";
    figure.title = isRandom ? tr("One image under a random change") : tr("One image under attack");
    figure.caption
        = (isRandom ? tr(
               "Clean image, random change as large as the attack's and the changed image with the probabilities of every class. ")
                    : tr(
                        "Clean image, signed perturbation and adversarial image with the probabilities of every class. "))
        + sentences.join(' ');
    figure.size = {kWidth, kTop + kBlock * static_cast<double>(result.models.size())};
    figure.draw = [examples](QPainter& painter) { examples.draw(painter); };
    return figure;
}

} // namespace epsilonlab::ui

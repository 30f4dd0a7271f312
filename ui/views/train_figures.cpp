// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_figures.h"

#include "api/results.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/train_recipe_parts.h"
#include "widgets/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr int kNarrowCard = 110; // of words that have to fit
constexpr int kWholeProgress = 1000;

QString percent(double share)
{
    return QLocale().toString(share * 100.0, 'f', 1);
}

/// "[96.1, 98.1] %"; the hint says what it is.
QString rangeText(double accuracy, std::int64_t n)
{
    const Interval interval = wilsonInterval(std::llround(accuracy * static_cast<double>(n)), n);
    return QObject::tr("[%1, %2] %").arg(percent(interval.low), percent(interval.high));
}

QString rateText(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'g', 3) : text::notMeasured();
}

} // namespace

TrainFigures::TrainFigures(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("trainFigures");
    setAccessibleName(tr("Progress and newest numbers"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName("trainProgress");
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_progress->setRange(0, kWholeProgress);
    m_progress->setFixedHeight(18);
    m_pace = new QLabel(this);
    m_pace->setObjectName("paceLabel");
    m_pace->setAccessibleName(tr("Epoch, rate and time left"));
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_progress, 1);
    head->addWidget(m_pace);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(18);
    column->addLayout(cards);
    m_clean = makeCard("clean", tr("Held-out, clean"));
    m_fgsm = makeCard("fgsm", tr("Held-out, FGSM"));
    m_pgd = makeCard("pgd", tr("Held-out, PGD-10"));
    m_batch = makeCard("batch", tr("Training loss"));
    m_rate = makeCard("rate", tr("Learning rate now"));
    for (const Card& card : {m_clean, m_fgsm, m_pgd, m_batch, m_rate}) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(0);
        for (QLabel* label : {card.title, card.value, card.detail})
            cell->addWidget(label);
        cards->addLayout(cell, 1);
    }
    connect(theme::notifier(), &theme::Notifier::changed, this, &TrainFigures::refreshColours);
    refreshColours();
    show({}, TrainState::Idle);
}

TrainFigures::Card TrainFigures::makeCard(const char* name, const QString& title)
{
    Card card;
    const QString base = QLatin1String(name);
    card.title = train::makeText(*this, name, title);
    card.title->setObjectName(base + "CardTitle");
    card.title->setText(title);
    card.value = train::makeText(*this, name, title);
    card.value->setObjectName(base + "CardValue");
    card.value->setFont(theme::font(theme::TextRole::ReadOut));
    card.detail = train::makeText(*this, name, title);
    card.detail->setObjectName(base + "CardDetail");
    for (QLabel* label : {card.title, card.value, card.detail}) {
        label->setWordWrap(false);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    QSizePolicy asHighAsWords(QSizePolicy::Ignored, QSizePolicy::Preferred);
    asHighAsWords.setHeightForWidth(true);
    card.title->setWordWrap(true);
    card.title->setSizePolicy(asHighAsWords);
    card.title->setAlignment(Qt::AlignBottom | Qt::AlignLeft); // the numbers below stay on one line
    card.detail->setWordWrap(true);
    card.detail->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    const QFontMetrics metrics = card.detail->fontMetrics();
    const int lines = metrics.horizontalAdvance(tr("measured after each epoch")) > 2 * kNarrowCard ? 3 : 2;
    card.detail->setFixedHeight(lines * metrics.lineSpacing()); // nothing below moves when numbers come
    return card;
}

void TrainFigures::refreshColours()
{
    for (const Card& card : {m_clean, m_fgsm, m_pgd, m_batch, m_rate}) {
        train::setInk(*card.title, theme::palette().dimText);
        train::setInk(*card.detail, theme::palette().dimText);
    }
}

void TrainFigures::show(const TrainRecord& record, TrainState state)
{
    showProgress(record, state);
    showEpoch(record);
    showBatch(record);
}

void TrainFigures::showProgress(const TrainRecord& record, TrainState state)
{
    m_progress->setValue(
        record.total > 0 ? static_cast<int>(record.done * kWholeProgress / record.total) : 0);
    m_progress->setFormat(record.total > 0 ? tr("%1 / %2 batch(es)", "", text::forms(record.total))
                                                 .arg(text::count(record.done), text::count(record.total))
            : state == TrainState::Idle ? QString()
                                        : tr("opening the images"));
    if (record.points.empty()) {
        m_pace->setText({});
        return;
    }
    const TrainingPoint& last = record.points.back();
    const auto epochs = record.request.recipe.find("epochs");
    QString words = tr("epoch %1").arg(QLocale().toString(last.epoch, 'f', 1));
    if (epochs != record.request.recipe.end())
        words = tr("%1 of %2").arg(words, text::count(std::get<std::int64_t>(epochs->second)));
    if (last.imagesPerSecond > 0.0)
        words += tr(" \u00B7 %1 images/s").arg(text::count(std::llround(last.imagesPerSecond)));
    if (state == TrainState::Running && record.secondsLeft >= 0.0)
        words += tr(" \u00B7 %1 left").arg(text::duration(record.secondsLeft * 1000.0));
    else if (state == TrainState::Stopped)
        words += (record.isBusy ? tr(" \u00B7 %1 so far") : tr(" \u00B7 %1 in all"))
                     .arg(text::duration(last.seconds * 1000.0));
    m_pace->setText(words);
}

void TrainFigures::showEpoch(const TrainRecord& record)
{
    const TrainingEpoch epoch = record.epochs.empty() ? TrainingEpoch{} : record.epochs.back();
    const auto put = [&epoch](const Card& card, double accuracy, std::int64_t n, const QString& more) {
        const bool isMeasured = n > 0;
        card.value->setText(isMeasured ? text::accuracy(accuracy) : text::notMeasured());
        card.detail->setText(isMeasured ? rangeText(accuracy, n) + more.arg(text::count(n))
                : epoch.epoch > 0       ? tr("no images are held out")
                                        : tr("measured after each epoch"));
    };
    const QString attack = tr("\nn = %2, \u03B5 %1").arg(QLocale().toString(epoch.attackEpsilon, 'f', 3));
    const QString when = tr("\nn = %2, epoch %1").arg(epoch.epoch);
    const QString hint = tr(
        "On the held-out images after epoch %1. L\u221E, \u03B5 %2. The range is a 95 % Wilson interval.")
                             .arg(epoch.epoch)
                             .arg(text::epsilon(epoch.attackEpsilon));
    for (const Card& card : {m_clean, m_fgsm, m_pgd})
        for (QLabel* label : {card.value, card.detail})
            label->setToolTip(epoch.epoch > 0 ? hint : QString());
    put(m_clean, epoch.validationAccuracy, epoch.validationN, when);
    put(m_fgsm, epoch.fgsmAccuracy, epoch.attackedN, attack);
    put(m_pgd, epoch.pgdAccuracy, epoch.attackedN, attack);
}

void TrainFigures::showBatch(const TrainRecord& record)
{
    if (record.points.empty()) {
        for (const Card& card : {m_batch, m_rate}) {
            card.value->setText(text::notMeasured());
            card.detail->setText({});
            card.value->setToolTip({});
            card.detail->setToolTip({});
        }
        return;
    }
    const TrainingPoint& last = record.points.back();
    const QString accuracy = text::accuracy(last.accuracy);
    m_batch.value->setText(text::significant(last.loss));
    m_batch.detail->setText(last.n > 0
            ? tr("accuracy %1\nn = %2 (1 batch)").arg(accuracy, text::count(last.n))
            : tr("accuracy %1\n1 batch").arg(accuracy));
    for (QLabel* label : {m_batch.value, m_batch.detail})
        label->setToolTip(
            tr("On batch %1 alone, as it was trained on. The last batch of an epoch is often smaller.")
                .arg(text::count(last.step)));
    m_rate.value->setText(rateText(last.lr));
    const ParameterSet recipe = inForce(record).recipe;
    const auto base = recipe.find("lr");
    const auto schedule = recipe.find("schedule");
    if (base != recipe.end() && schedule != recipe.end())
        m_rate.detail->setText(
            tr("%1 of %2\ntraining \u03B5 %3")
                .arg(text::choiceOfCore(parameterText(schedule->second)),
                    rateText(std::get<double>(base->second)), QLocale().toString(last.epsilon, 'f', 3)));
}

} // namespace epsilonlab::ui

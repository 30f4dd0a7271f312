// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui::text {

namespace {

QString fixed(double value, int decimals)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

} // namespace

QString probability(double value)
{
    if (!std::isfinite(value))
        return notMeasured();
    if (value > 0.0 && value < 0.001)
        return QStringLiteral("<%1 %").arg(fixed(0.1, 1));
    // From 99.95 % on, one decimal would round up to a certainty that a softmax never has.
    if (value > 0.999)
        return QStringLiteral(">%1 %").arg(fixed(99.9, 1));
    return QStringLiteral("%1 %").arg(fixed(value * 100.0, 1));
}

QString accuracy(double value)
{
    return std::isfinite(value) ? QStringLiteral("%1 %").arg(fixed(value * 100.0, 1)) : notMeasured();
}

QString epsilon(double value)
{
    return QStringLiteral("%1 (%2/255)").arg(fixed(value, 3), fixed(value * 255.0, 1));
}

QString distance(double value)
{
    return std::isfinite(value) ? fixed(value, 3) : notMeasured();
}

QString significant(double value)
{
    if (!std::isfinite(value))
        return notMeasured();
    // As 'g' chooses between the two ways, which drops the zeros at the end, even where Qt is asked for them.
    constexpr int kDigits = 3, kSmallest = -4;
    const QString rounded = QString::number(value, 'e', kDigits - 1);
    const int exponent = rounded.mid(rounded.indexOf('e') + 1).toInt();
    if (exponent >= kSmallest && exponent < kDigits)
        return fixed(value, kDigits - 1 - exponent);
    return QLocale().toString(value, 'e', kDigits - 1);
}

QString count(std::int64_t value)
{
    QString digits = QString::number(value);
    const qsizetype first = value < 0 ? 1 : 0;
    for (qsizetype at = digits.size() - 3; at > first; at -= 3)
        digits.insert(at, QChar(0x2009));
    return digits;
}

QString duration(double milliseconds)
{
    if (milliseconds < 1000.0)
        return QStringLiteral("%1 ms").arg(std::lround(milliseconds));
    if (milliseconds < 60000.0)
        return QStringLiteral("%1 s").arg(fixed(milliseconds / 1000.0, 1));
    const long seconds = std::lround(milliseconds / 1000.0);
    return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString notMeasured()
{
    return QStringLiteral("\u2014");
}

int forms(std::int64_t count)
{
    constexpr std::int64_t kMany = 1000000; // as any larger number, in every language of the window
    return static_cast<int>(std::clamp<std::int64_t>(count, 0, kMany));
}

} // namespace epsilonlab::ui::text

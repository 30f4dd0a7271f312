// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_recipe_parts.h"

#include "theme/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <string_view>

namespace epsilonlab::ui::train {

QLabel* makeText(QWidget& parent, const char* objectName, const QString& accessibleName)
{
    auto* made = new QLabel(&parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(accessibleName);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    made->setFont(theme::font(theme::TextRole::Small));
    return made;
}

QLabel* makeHeading(QWidget& parent, const char* objectName, const QString& text)
{
    auto* made = new QLabel(text, &parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(text);
    made->setFont(theme::font(theme::TextRole::Title));
    made->setContentsMargins(0, 4, 0, 0);
    return made;
}

QToolButton* makeButton(QWidget& parent, const char* objectName, const QString& text, const QString& hint)
{
    auto* made = new QToolButton(&parent);
    made->setObjectName(QLatin1String(objectName));
    made->setText(text);
    made->setAccessibleName(hint);
    made->setToolTip(hint);
    made->setStatusTip(hint);
    made->setMinimumHeight(26);
    return made;
}

QScrollArea* makeScroll(QWidget& parent, QWidget* page)
{
    auto* scroll = new QScrollArea(&parent);
    scroll->setObjectName(page->objectName() + "Scroll");
    scroll->setAccessibleName(page->accessibleName());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->verticalScrollBar()->setObjectName(page->objectName() + "ScrollBar");
    scroll->verticalScrollBar()->setAccessibleName(QObject::tr("Scroll the recipe"));
    scroll->setWidget(page);
    page->setAutoFillBackground(false); // on the ground of the view
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

void setInk(QWidget& widget, const QColor& ink)
{
    QPalette palette = widget.palette();
    palette.setColor(QPalette::WindowText, ink);
    widget.setPalette(palette);
}

std::string presetOf(const TrainRequest& request)
{
    std::string name = request.recipeName;
    if (name.ends_with(kEdited))
        name.resize(name.size() - std::string_view(kEdited).size());
    return name;
}

std::vector<ParameterSpec> inReadingOrder(const std::vector<ParameterSpec>& specs)
{
    static constexpr std::array kFirst{"objective", "architecture", "epsilon", "epsilon-ramp", "steps",
        "step-size", "adversarial-share", "epochs", "batch-size", "lr", "schedule", "optimizer"};
    const auto place = [](const ParameterSpec& spec) {
        return std::find(kFirst.begin(), kFirst.end(), spec.id) - kFirst.begin();
    };
    std::vector<ParameterSpec> sorted = specs;
    std::stable_sort(sorted.begin(), sorted.end(),
        [&place](const ParameterSpec& a, const ParameterSpec& b) { return place(a) < place(b); });
    return sorted;
}

} // namespace epsilonlab::ui::train

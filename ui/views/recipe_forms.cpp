// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/recipe_forms.h"

#include "api/catalogue.h"
#include "text/core_text.h"
#include "views/train_recipe_parts.h"
#include "widgets/parameter_form.h"

#include <QTimer>

#include <algorithm>
#include <set>
#include <vector>

namespace epsilonlab::ui {

namespace {

const std::set<std::string> kImageValues{"train-limit", "validation"};

} // namespace

RecipeForms::RecipeForms(QWidget& column)
    : QObject(&column)
    , m_images(makeForm(column, "trainDataForm", tr("Images")))
    , m_training(makeForm(column, "trainForm", tr("Values of the recipe")))
{
}

ParameterForm* RecipeForms::makeForm(QWidget& column, const char* objectName, const QString& title)
{
    auto* form = new ParameterForm(ParameterForm::Direction::Column, &column);
    form->setObjectName(QLatin1String(objectName));
    form->setAccessibleName(title);
    connect(form, &ParameterForm::valueChanged, this, &RecipeForms::onValue);
    connect(form, &ParameterForm::rejected, this, &RecipeForms::rejected);
    connect(form, &ParameterForm::corrected, this, &RecipeForms::corrected);
    return form;
}

void RecipeForms::show(const ParameterSet& values)
{
    m_objective = textValue(values, "objective");
    std::vector<ParameterSpec> aboutImages, others;
    for (const ParameterSpec& spec : catalogue::recipeParametersFor(m_objective))
        (kImageValues.contains(spec.id) ? aboutImages : others).push_back(spec);
    m_images->setSpecs(aboutImages);
    m_training->setSpecs(train::inReadingOrder(others));
    nameChoices();
    m_images->setValues(values);
    m_training->setValues(values);
    refreshUse();
}

void RecipeForms::nameChoices()
{
    train::nameItems(m_training->editor("objective"), catalogue::objectives());
    train::nameItems(m_training->editor("architecture"), catalogue::architectures());
}

ParameterSet RecipeForms::values() const
{
    ParameterSet all = m_images->values();
    all.merge(m_training->values());
    // Until the form is built anew, it still shows what only the earlier objective has.
    const std::vector<ParameterSpec> known = catalogue::recipeParametersFor(textValue(all, "objective"));
    std::erase_if(all, [&known](const auto& value) {
        return std::none_of(known.begin(), known.end(),
            [&value](const ParameterSpec& spec) { return spec.id == value.first; });
    });
    return all;
}

QString RecipeForms::titleOf(const std::string& id) const
{
    for (const ParameterForm* form : {m_images, m_training})
        for (const ParameterSpec& spec : form->specs())
            if (spec.id == id)
                return text::ofCore(spec.title);
    return QString::fromStdString(id);
}

void RecipeForms::onValue(const std::string& id, const ParameterValue& value)
{
    if (id == "objective")
        // The form is built anew, which must not happen under the feet of the list that says so.
        QTimer::singleShot(0, this, &RecipeForms::onObjective);
    refreshUse();
    Q_EMIT valueChanged(id, value);
}

void RecipeForms::onObjective()
{
    const ParameterSet before = values();
    const std::string objective = textValue(before, "objective");
    if (objective == m_objective)
        return;
    show(before); // what both objectives have keeps its value
    Q_EMIT rebuilt();
    if (QWidget* list = m_training->editor("objective"))
        list->setFocus();
}

/// What has no effect with the other values is greyed, with the reason as its hint.
void RecipeForms::refreshUse()
{
    const ParameterSet now = values();
    m_training->setEditable(
        "momentum", textValue(now, "optimizer") == "sgd", tr("Only SGD has a momentum of its own."));
    m_training->setEditable("epsilon-ramp", catalogue::objective(textValue(now, "objective")).usesAttack,
        tr("This objective trains on clean images."));
}

} // namespace epsilonlab::ui

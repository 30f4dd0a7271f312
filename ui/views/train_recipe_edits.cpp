// SPDX-License-Identifier: GPL-3.0-or-later
// What was edited, beside the preset and beside the run that goes on.
#include "views/train_recipe.h"

#include "text/core_text.h"
#include "views/recipe_forms.h"
#include "views/train_dataset_box.h"
#include "views/train_recipe_parts.h"
#include "widgets/parameter_form.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

namespace epsilonlab::ui {

const RecipeInfo* TrainRecipe::known(const std::string& id) const
{
    if (const auto loaded = m_loaded.find(id); loaded != m_loaded.end())
        return &loaded->second;
    for (const RecipeInfo& preset : catalogue::recipes())
        if (preset.id == id)
            return &preset;
    return nullptr;
}

ParameterSet TrainRecipe::wholePreset() const
{
    return completed(
        catalogue::recipeParametersFor(textValue(m_recipe.values, "objective")), m_recipe.values);
}

bool TrainRecipe::isChanged() const
{
    return m_forms->values() != wholePreset();
}

bool TrainRecipe::isOf(const TrainRequest& running) const
{
    const auto withoutRate = [](ParameterSet values) {
        values.erase("lr");
        return values;
    };
    const TrainRequest now = request();
    return now.dataset.text == running.dataset.text && withoutRate(now.recipe) == withoutRate(running.recipe);
}

QStringList TrainRecipe::editedBeside(const TrainRequest& running) const
{
    const TrainRequest now = request();
    QStringList titles;
    const std::string preset = train::presetOf(running);
    const bool isOther = m_recipe.id != preset && known(preset) && now.recipe != running.recipe;
    if (isOther)
        titles << tr("Preset");
    if (now.dataset.text != running.dataset.text)
        titles << tr("Images");
    // What another preset brings with it is said by its name.
    const ParameterSet before = isOther ? wholePreset() : running.recipe;
    for (const ParameterSpec& spec :
        train::inReadingOrder(catalogue::recipeParametersFor(textValue(now.recipe, "objective")))) {
        const auto was = before.find(spec.id), is = now.recipe.find(spec.id);
        if (was != before.end() && is != now.recipe.end() && was->second != is->second)
            titles << text::ofCore(spec.title);
    }
    return titles;
}

/// As they stand below each other: editors that were made later come last otherwise.
void TrainRecipe::orderTabs()
{
    QWidget* before = m_preset;
    const auto then = [&before](QWidget* next) {
        setTabOrder(before, next);
        before = next;
    };
    then(m_dataset);
    for (const ParameterForm* form : {m_forms->ofImages(), m_forms->ofTraining()})
        for (const ParameterSpec& spec : form->specs())
            then(form->editor(spec.id));
    then(m_load);
    then(m_save);
}

void TrainRecipe::setDifference(const QString& sentence)
{
    m_difference->setText(sentence.isEmpty()
            ? QString()
            : tr("%1 <a href=\"running\">Show what runs</a>").arg(sentence.toHtmlEscaped()));
    m_difference->setVisible(!sentence.isEmpty());
}

} // namespace epsilonlab::ui

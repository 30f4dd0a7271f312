// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_recipe.h"

#include "api/error.h"
#include "io/save_file.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/recipe_forms.h"
#include "views/train_dataset_box.h"
#include "views/train_recipe_parts.h"
#include "widgets/parameter_form.h"
#include "widgets/quiet_wheel.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr int kWidth = 262;
constexpr qint64 kLargestRecipe = 1'000'000;

} // namespace

TrainRecipe::TrainRecipe(EngineClient& client, QWidget* parent)
    : QWidget(parent)
{
    setObjectName("trainRecipe");
    setAccessibleName(tr("Recipe"));
    setFixedWidth(kWidth);
    createWidgets(client);
    layOut();
    connectAll();
    adopt(catalogue::recipe("fast"));
}

void TrainRecipe::createWidgets(EngineClient& client)
{
    m_preset = new QComboBox(this);
    ignoreWheelWithoutFocus(*m_preset);
    m_preset->setObjectName("presetCombo");
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setToolTip(tr("A recipe to start from; every value below can be changed."));
    for (const RecipeInfo& recipe : catalogue::recipes()) {
        m_preset->addItem(text::ofCore(recipe.title), QString::fromStdString(recipe.id));
        m_preset->setItemData(m_preset->count() - 1, text::ofCore(recipe.sentence), Qt::ToolTipRole);
    }
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_dataset = new TrainDatasetBox(client, this);
    m_sentence = train::makeText(*this, "presetSentence", tr("What the preset is"));
    m_difference = train::makeText(*this, "recipeDifference", tr("Difference to the running recipe"));
    m_difference->setTextFormat(Qt::RichText);
    m_error = train::makeText(*this, "recipeError", tr("What is wrong with a value"));
    m_forms = new RecipeForms(*this);
}

void TrainRecipe::layOut()
{
    auto* page = new QWidget(this);
    page->setObjectName("recipePage");
    page->setAccessibleName(tr("Recipe"));
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 10, 0);
    rows->setSpacing(6);
    rows->addWidget(train::makeHeading(*page, "presetHeading", tr("Recipe")));
    rows->addWidget(m_preset);
    rows->addWidget(m_sentence);
    rows->addWidget(train::makeHeading(*page, "imagesHeading", tr("Images")));
    rows->addWidget(m_dataset);
    rows->addWidget(m_forms->ofImages());
    rows->addWidget(train::makeHeading(*page, "valuesHeading", tr("Training")));
    rows->addWidget(m_forms->ofTraining());
    rows->addStretch(1);
    m_load = train::makeButton(
        *this, "loadRecipeButton", tr("Load\u2026"), tr("Load a recipe from a JSON file"));
    m_save = train::makeButton(
        *this, "saveRecipeButton", tr("Save\u2026"), tr("Save this recipe as a JSON file"));
    connect(m_load, &QToolButton::clicked, this, [this] { chooseFile(false); });
    connect(m_save, &QToolButton::clicked, this, [this] { chooseFile(true); });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_load);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(train::makeScroll(*this, page), 1);
    column->addWidget(m_error);
    column->addWidget(m_difference);
    column->addLayout(buttons);
}

void TrainRecipe::connectAll()
{
    connect(m_preset, &QComboBox::activated, this, &TrainRecipe::onPreset);
    connect(m_dataset, &QComboBox::activated, this, &TrainRecipe::edited);
    connect(m_forms, &RecipeForms::valueChanged, this, &TrainRecipe::onValue);
    connect(m_forms, &RecipeForms::rebuilt, this, &TrainRecipe::refreshPreset);
    connect(m_forms, &RecipeForms::rejected, this, &TrainRecipe::say);
    connect(m_forms, &RecipeForms::corrected, this, [this] { say({}); });
    connect(m_difference, &QLabel::linkActivated, this, &TrainRecipe::runningWanted);
    connect(theme::notifier(), &theme::Notifier::changed, this, [this] { say(m_error->toolTip()); });
}

TrainRequest TrainRecipe::request() const
{
    TrainRequest request;
    request.recipe = m_forms->values();
    request.recipeName = m_recipe.id;
    if (isChanged())
        request.recipeName += train::kEdited;
    request.dataset.text = m_dataset->dataset();
    return request;
}

void TrainRecipe::showRequest(const TrainRequest& request)
{
    if (const RecipeInfo* preset = known(train::presetOf(request)))
        m_recipe = *preset;
    const ParameterSet& values = request.recipe;
    m_forms->show(completed(catalogue::recipeParametersFor(textValue(values, "objective")), values));
    m_dataset->showDataset(request.dataset.text);
    refreshPreset();
}

void TrainRecipe::takeOver(const TrainRecipe& earlier)
{
    m_loaded = earlier.m_loaded;
    m_recipe = earlier.m_recipe;
    for (const auto& [id, recipe] : m_loaded)
        m_preset->addItem(text::ofCore(recipe.title), QString::fromStdString(id));
    showRequest(earlier.request());
}

void TrainRecipe::adopt(const RecipeInfo& recipe)
{
    m_recipe = recipe;
    say({});
    m_forms->show(recipe.values);
    refreshPreset();
}

void TrainRecipe::onPreset(int row)
{
    const std::string id = m_preset->itemData(row).toString().toStdString();
    const auto loaded = m_loaded.find(id);
    adopt(loaded != m_loaded.end() ? loaded->second : catalogue::recipe(id));
    Q_EMIT edited();
}

void TrainRecipe::onValue(const std::string& id, const ParameterValue& value)
{
    refreshPreset();
    if (id == "lr") {
        Q_EMIT learningRateEdited(std::get<double>(value));
        return;
    }
    Q_EMIT edited();
}

void TrainRecipe::refreshPreset()
{
    const QSignalBlocker blocker(m_preset);
    const QString id = QString::fromStdString(m_recipe.id);
    int row = m_preset->findData(id);
    if (row < 0) { // a file
        m_preset->addItem(text::ofCore(m_recipe.title), id);
        row = m_preset->count() - 1;
    }
    m_preset->setCurrentIndex(row);
    const QString sentence = text::ofCore(m_recipe.sentence);
    orderTabs(); // the form may be a new one
    m_sentence->setText(isChanged() ? tr("%1 Changed below.").arg(sentence) : sentence);
}

void TrainRecipe::say(const QString& error)
{
    train::setInk(*m_error, theme::palette().error);
    train::setInk(*m_sentence, theme::palette().dimText);
    m_error->setText(error.isEmpty() ? QString() : QStringLiteral("\u26A0 ") + error);
    m_error->setToolTip(error);
    m_error->setVisible(!error.isEmpty());
}

void TrainRecipe::refreshDatasets()
{
    m_dataset->refresh();
}

void TrainRecipe::load(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("\"%1\" cannot be read (%2). The recipe here stays as it is.").arg(path, file.errorString()));
        return;
    }
    try {
        RecipeInfo recipe
            = catalogue::recipeFromJson(file.read(kLargestRecipe).toStdString(), path.toStdString());
        if (recipe.id == path.toStdString())
            recipe.id = recipe.title = QFileInfo(path).completeBaseName().toStdString();
        recipe.id = train::nameBeside(catalogue::recipes(), recipe.id); // "fast" from a file is not the
                                                                        // preset
        adopt(recipe);
        m_loaded[m_recipe.id] = m_recipe;
        Q_EMIT edited();
    } catch (const Error& error) {
        say(text::ofCore(error.message()));
    }
}

void TrainRecipe::save(const QString& path)
{
    const std::string name = QFileInfo(path).completeBaseName().toStdString();
    try {
        saveFile(path,
            QByteArray::fromStdString(
                catalogue::recipeToJson({name, name, m_recipe.sentence, m_forms->values()})));
        say({});
    } catch (const Error& error) {
        say(text::ofCore(error.message()));
    }
}

void TrainRecipe::chooseFile(bool isSaving)
{
    auto* dialog
        = new QFileDialog(this, isSaving ? tr("Save recipe") : tr("Load recipe"), {}, tr("Recipes (*.json)"));
    dialog->setObjectName(isSaving ? "saveRecipeDialog" : "loadRecipeDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(isSaving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setDefaultSuffix("json");
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, isSaving](const QString& path) { isSaving ? save(path) : load(path); });
    dialog->open(); // window modal, no nested event loop
}

} // namespace epsilonlab::ui

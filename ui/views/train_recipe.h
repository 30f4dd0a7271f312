// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "api/requests.h"

#include <QStringList>
#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace epsilonlab::ui {

class EngineClient;
class RecipeForms;
class TrainDatasetBox;

/// The left column of the Train tab: which recipe, which images, and every value of the recipe in a form made
/// from its description. Edits exactly what a recipe file holds; what a field does not take is explained
/// below the form.
class TrainRecipe : public QWidget
{
    Q_OBJECT

public:
    explicit TrainRecipe(EngineClient& client, QWidget* parent = nullptr);

    TrainRequest request() const; ///< recipe, its name and the data set; the rest is the caller's
    void showRequest(const TrainRequest& request); ///< no signal

    void takeOver(const TrainRecipe& earlier); ///< its recipes and every value, also those that no run has

    void load(const QString& path); ///< a recipe file; what is wrong with it is said below the form
    void save(const QString& path);

    /// Says in which way the form differs from the run that goes on; empty: it does not, or none does.
    void setDifference(const QString& sentence);
    QStringList editedBeside(const TrainRequest& running) const; ///< titles: "Preset", "Images", "Epochs"
    bool isOf(const TrainRequest& running) const; ///< the same, but perhaps for the learning rate
    void refreshDatasets(); ///< looks at the disk

Q_SIGNALS:
    void learningRateEdited(double lr);
    void edited(); ///< anything else
    void runningWanted(); ///< the person wants to see what runs

private:
    void createWidgets(EngineClient& client);
    void layOut();
    void connectAll();
    void adopt(const RecipeInfo& recipe);
    void onPreset(int row);
    void onValue(const std::string& id, const ParameterValue& value);
    void refreshPreset();
    void say(const QString& error);
    void chooseFile(bool isSaving);
    void orderTabs();
    const RecipeInfo* known(const std::string& id) const; ///< preset or file; null: neither
    ParameterSet wholePreset() const; ///< of a preset the values are not complete: the form knows the
                                      ///< defaults
    bool isChanged() const; ///< the form differs from the preset or file it started from

    RecipeInfo m_recipe; ///< the preset or file the form started from
    std::map<std::string, RecipeInfo> m_loaded; ///< recipes from files, by id
    QComboBox* m_preset = nullptr;
    TrainDatasetBox* m_dataset = nullptr;
    QLabel *m_sentence = nullptr, *m_difference = nullptr, *m_error = nullptr;
    RecipeForms* m_forms = nullptr;
    QToolButton *m_load = nullptr, *m_save = nullptr;
};

} // namespace epsilonlab::ui

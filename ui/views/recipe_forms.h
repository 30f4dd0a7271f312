// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <QObject>

#include <string>

class QWidget;

namespace epsilonlab::ui {

class ParameterForm;

/// Every value of a recipe, in two forms made from its description: what is said about the images, and the
/// rest. Another objective has other values: then they are made anew.
class RecipeForms : public QObject
{
    Q_OBJECT

public:
    explicit RecipeForms(QWidget& column);

    ParameterForm* ofImages() const { return m_images; }
    ParameterForm* ofTraining() const { return m_training; }

    void show(const ParameterSet& values); ///< no signal
    ParameterSet values() const; ///< complete
    QString titleOf(const std::string& id) const; ///< "Epochs"

Q_SIGNALS:
    void valueChanged(const std::string& id, const epsilonlab::ParameterValue& value);
    void rebuilt(); ///< for another objective
    void rejected(const QString& sentence);
    void corrected();

private:
    ParameterForm* makeForm(QWidget& column, const char* objectName, const QString& title);
    void nameChoices();
    void onValue(const std::string& id, const ParameterValue& value);
    void onObjective();
    void refreshUse();

    ParameterForm *m_images = nullptr, *m_training = nullptr;
    std::string m_objective;
};

} // namespace epsilonlab::ui

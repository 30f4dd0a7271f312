// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace epsilonlab::ui {

class EngineClient;

/// The data set a recipe trains on: every known one, those that are not there greyed with the reason.
class TrainDatasetBox : public QComboBox
{
    Q_OBJECT

public:
    explicit TrainDatasetBox(EngineClient& client, QWidget* parent = nullptr);

    std::string dataset() const;
    void showDataset(const std::string& dataset); ///< no signal; also one that is in no list, as a folder
    void refresh(); ///< looks at the disk; no signal

private:
    EngineClient& m_client;
};

} // namespace epsilonlab::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_dataset_box.h"

#include "client/engine_client.h"
#include "text/core_text.h"
#include "widgets/number_text.h"
#include "widgets/quiet_wheel.h"

#include <QSignalBlocker>
#include <QStandardItemModel>

namespace epsilonlab::ui {

TrainDatasetBox::TrainDatasetBox(EngineClient& client, QWidget* parent)
    : QComboBox(parent)
    , m_client(client)
{
    ignoreWheelWithoutFocus(*this);
    setObjectName("trainDatasetCombo");
    setAccessibleName(tr("Images to train on"));
    setToolTip(
        tr("The training part of a data set. Its last images are held out and measured after every epoch."));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addItem(tr("Built-in sample"), QStringLiteral("sample")); // until somebody looks at the disk
}

std::string TrainDatasetBox::dataset() const
{
    return currentData().toString().toStdString();
}

void TrainDatasetBox::showDataset(const std::string& dataset)
{
    const QSignalBlocker blocker(this);
    const QString wanted = QString::fromStdString(dataset);
    if (findData(wanted) < 0)
        addItem(wanted, wanted);
    setCurrentIndex(findData(wanted));
}

void TrainDatasetBox::refresh()
{
    const QSignalBlocker blocker(this);
    const std::string current = dataset();
    clear();
    for (const DatasetInfo& info : m_client.datasets()) {
        addItem(text::ofCore(info.title), QString::fromStdString(info.id));
        auto* item = qobject_cast<QStandardItemModel*>(model())->item(count() - 1);
        item->setEnabled(info.isAvailable);
        item->setToolTip(info.isAvailable
                ? tr("%1 training image(s), %2.", "", text::forms(info.trainCount))
                      .arg(text::count(info.trainCount), text::ofCore(info.location))
                : text::ofCore(info.reason));
    }
    showDataset(current);
}

} // namespace epsilonlab::ui

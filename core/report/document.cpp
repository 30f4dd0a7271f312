// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/report_document.h"

#include "report/sections.h"

namespace epsilonlab {

namespace {
using document::Paragraph;
using document::Section;

Section notMeasured(const std::string& id, const std::string& title, const std::string& what)
{
    return {id, title, {Paragraph{"Not measured: this report holds no " + what + "."}}};
}
}

ReportDocument reportDocument(const ReportData& data)
{
    ReportDocument document;
    document.title = "Robustness report";
    document.lead = {data.program + " " + data.version + ", " + data.created};
    document.sections = {titleSection(data), summarySection(data), settingsSection(data),
        examplesSection(data), curveSection(data),
        notMeasured("per-class", "Per class and confusion", "accuracy by class and no confusion matrix"),
        notMeasured("transfer", "Transfer", "attack made on one network and tried on another"),
        notMeasured("training", "Training", "training run"),
        notMeasured("inside", "Inside the networks", "gradients, filters or feature maps"),
        notMeasured("slice", "Slice", "map of the surroundings of an image"), selfCheckSection(data),
        reproduceSection(data)};
    return document;
}

} // namespace epsilonlab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"
#include "report/json_pieces.h"

namespace epsilonlab {

namespace {

ordered_json imageJson(const CertifiedImage& image)
{
    ordered_json worst = ordered_json::array();
    for (const float bound : image.worstLogits)
        worst.push_back(numberJson(static_cast<double>(bound)));
    return {{"index", image.index}, {"label", image.label}, {"clean", image.clean},
        {"certified", image.isCertified()}, {"by_ibp", image.byIbp}, {"by_crown", image.byCrown},
        {"worst_logits", worst}};
}

} // namespace

std::string toJson(const CertifyReport& report, bool withPerImage)
{
    ordered_json json = headJson("certify");
    json["model"] = modelJson(report.model);
    json["dataset"] = datasetJson(report.datasetName, report.n, report.datasetSha256);
    json["norm"] = "linf";
    json["epsilon"] = numberJson(report.request.epsilon);
    json["arithmetic"] = "float32, rounding not bounded";
    json["method"] = certifyMethodName(report.request.method);
    addMachine(json, report.threads);
    json["n"] = report.n;
    json["complete"] = report.isComplete;
    json["clean_correct"] = report.cleanCorrect;
    json["certified"] = report.certified;
    json["certified_accuracy"] = shareJson(report.certified, report.n);
    json["certified_accuracy_ci95"] = intervalJson(report.certified, report.n);
    json["certified_by_ibp"] = report.certifiedByIbp;
    json["certified_by_crown"] = report.certifiedByCrown;
    json["wall_seconds"] = numberJson(report.wallSeconds);
    json["warnings"] = warningsJson(report.warnings);
    if (withPerImage) {
        json["per_image"] = ordered_json::array();
        for (const CertifiedImage& image : report.perImage)
            json["per_image"].push_back(imageJson(image));
    }
    return dumped(json);
}

} // namespace epsilonlab

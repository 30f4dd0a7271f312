// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/certificate.h"

#include "api/error.h"
#include "evaluation/crown_bounds.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::array<const char*, 3> kMethodNames{"ibp", "crown", "best"};

// Every bound but that of the label below 0. NaN is not below 0, so a broken bound certifies nothing.
bool isProof(const std::vector<float>& margins, int label)
{
    for (std::size_t j = 0; j < margins.size(); ++j)
        if (static_cast<int>(j) != label && !(margins[j] < 0.0F))
            return false;
    return true;
}

// NaN of either stays, so that it certifies nothing.
std::vector<float> smaller(std::vector<float> a, const std::vector<float>& b)
{
    for (std::size_t j = 0; j < a.size(); ++j)
        if (b[j] < a[j] || std::isnan(b[j]))
            a[j] = b[j];
    return a;
}

// Each margin has two bounds then; the smaller ones together are a proof, too. False after a stop.
bool addCrown(const CertifyShardRequest& request, const at::Tensor& image, CertifiedImage& result)
{
    const at::Tensor margins
        = crownMargins(request.layers, inputBox(image, request.epsilon), result.label, request.stop);
    if (!margins.defined())
        return false;
    const std::vector<float> values = toVector(margins);
    result.worstLogits = result.worstLogits.empty() ? values : smaller(values, result.worstLogits);
    result.byCrown = result.label == result.clean && isProof(result.worstLogits, result.label);
    return true;
}

} // namespace

const char* certifyMethodName(CertifyMethod method)
{
    return kMethodNames.at(static_cast<std::size_t>(method));
}

CertifyMethod certifyMethodFromName(const std::string& name)
{
    for (std::size_t i = 0; i < kMethodNames.size(); ++i)
        if (name == kMethodNames[i])
            return static_cast<CertifyMethod>(i);
    throw Error(ErrorCode::BadParameter,
        "There is no method \"" + name + "\" to certify with; give ibp, crown or best.");
}

std::vector<CertifiedImage> certifyShard(const CertifyShardRequest& request, const Batch& batch)
{
    const at::NoGradGuard noGrad;
    const at::Tensor clean = request.network.logits(batch.images).argmax(1);
    at::Tensor intervals;
    if (request.method != CertifyMethod::Crown)
        intervals = intervalMargins(request.layers, inputBox(batch.images, request.epsilon), batch.labels);
    std::vector<CertifiedImage> results;
    for (std::int64_t i = 0; i < batch.count(); ++i) {
        if (request.stop.stop_requested())
            break;
        CertifiedImage result{batch.indices[static_cast<std::size_t>(i)],
            static_cast<int>(batch.labels[i].item<std::int64_t>()),
            static_cast<int>(clean[i].item<std::int64_t>()), false, false, {}};
        const bool isCorrect = result.label == result.clean;
        if (intervals.defined()) {
            result.worstLogits = toVector(intervals[i]);
            result.byIbp = isCorrect && isProof(result.worstLogits, result.label);
        }
        const bool needsCrown = request.method == CertifyMethod::Crown
            || (request.method == CertifyMethod::Best && isCorrect && !result.byIbp);
        if (needsCrown && !addCrown(request, batch.images.narrow(0, i, 1), result))
            break;
        results.push_back(std::move(result));
    }
    return results;
}

} // namespace epsilonlab

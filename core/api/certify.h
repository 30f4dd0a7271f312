// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/results.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

/// Ibp: interval bound propagation. Crown: linear bounds. Best: the smaller of both for each class, so an
/// image is certified if either of them certifies it, and where only both together do.
enum class CertifyMethod { Ibp, Crown, Best };

const char* certifyMethodName(CertifyMethod method); ///< "ibp", "crown", "best"
CertifyMethod certifyMethodFromName(const std::string& name); ///< Error(BadParameter) that lists the names

/// For every image that the model reads right: is there provably no image within `epsilon` (L-infinity, cut
/// to [0, 1]) that it reads as another class? "Not certified" is no proof of the opposite.
struct CertifyRequest
{
    std::string model; ///< id of a known model or a path
    DatasetSpec dataset;
    double epsilon = 0.1; ///< in [0, 1]
    CertifyMethod method = CertifyMethod::Best;
    std::int64_t limit = 0; ///< 0: all
};

struct CertifiedImage
{
    std::int64_t index = 0;
    int label = 0, clean = 0;
    bool byIbp = false; ///< false also where not asked for
    bool byCrown = false; ///< linear bounds, with `Best` beside intervals; false also where not needed
    bool isCertified() const { return byIbp || byCrown; }
    /// Upper bounds of z_j - z_y over the ball, the smaller of the methods that ran, 0 for the label: the
    /// worst case of the logits, seen from that of the label.
    std::vector<float> worstLogits;
};

/// Counts are images. certified <= what any attack within the same epsilon leaves right, up to float
/// rounding.
struct CertifyReport
{
    ModelInfo model;
    std::string datasetName, datasetSha256;
    CertifyRequest request;
    int threads = 1;
    std::int64_t n = 0, cleanCorrect = 0, certified = 0, certifiedByIbp = 0, certifiedByCrown = 0;
    double wallSeconds = 0.0;
    bool isComplete = true; ///< false: stopped; the figures are about the n images that were finished
    std::vector<Warning> warnings;
    std::vector<CertifiedImage> perImage;
};

} // namespace epsilonlab

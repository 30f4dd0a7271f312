// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/certify.h"
#include "evaluation/batch.h"
#include "evaluation/interval_bounds.h"

#include <stop_token>
#include <vector>

namespace epsilonlab {

struct CertifyShardRequest
{
    const Network& network;
    const std::vector<BoundLayer>& layers; ///< boundLayers(network)
    double epsilon = 0.0;
    CertifyMethod method = CertifyMethod::Best;
    std::stop_token stop;
};

/// Certificates of one shard; misread images are never certified and cost nothing. `Best` asks CROWN only
/// where the intervals do not suffice. Shorter than the batch after a stop. Cost: a forward pass, two for
/// IBP, and CROWN's.
std::vector<CertifiedImage> certifyShard(const CertifyShardRequest& request, const Batch& batch);

} // namespace epsilonlab

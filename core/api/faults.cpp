// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/faults.h"

#include <algorithm>
#include <atomic>

namespace epsilonlab::faults {

namespace {

std::atomic<Fault> current{Fault::None};

} // namespace

const std::vector<FaultInfo>& list()
{
    static const std::vector<FaultInfo> all{
#define EPSILONLAB_FAULT(name, id, effect) FaultInfo{Fault::name, id, effect},
#include "api/faults.def"
#undef EPSILONLAB_FAULT
    };
    return all;
}

std::optional<Fault> find(const std::string& id)
{
    const auto found
        = std::find_if(list().begin(), list().end(), [&id](const FaultInfo& info) { return info.id == id; });
    return found == list().end() ? std::nullopt : std::optional(found->fault);
}

void simulate(Fault fault)
{
    current.store(fault, std::memory_order_relaxed);
}

bool isSimulated(Fault fault)
{
    return current.load(std::memory_order_relaxed) == fault;
}

std::string simulatedId()
{
    const Fault now = current.load(std::memory_order_relaxed);
    const auto found = std::find_if(
        list().begin(), list().end(), [now](const FaultInfo& info) { return info.fault == now; });
    return found == list().end() ? std::string() : found->id;
}

} // namespace epsilonlab::faults

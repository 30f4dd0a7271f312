// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// What can go wrong around the program, to be met on purpose: so that what it says then can be seen and
/// tested without waiting for a full disk. Only the cause is made; everything after it is what always runs.
enum class Fault {
    None,
#define EPSILONLAB_FAULT(name, id, effect) name,
#include "api/faults.def"
#undef EPSILONLAB_FAULT
};

struct FaultInfo
{
    Fault fault = Fault::None;
    std::string id; ///< as --fault takes it
    std::string effect; ///< half a sentence
};

namespace faults {

const std::vector<FaultInfo>& list();

std::optional<Fault> find(const std::string& id); ///< nothing: there is no such fault

/// For the whole process, from now on; one at a time. None: no more. Thread-safe; meant to be set before an
/// Engine is made.
void simulate(Fault fault);

/// Asked at the few places where a fault is made. Any thread; costs one relaxed load.
bool isSimulated(Fault fault);

std::string simulatedId(); ///< empty: none, which is the only case outside of tests

} // namespace faults

} // namespace epsilonlab

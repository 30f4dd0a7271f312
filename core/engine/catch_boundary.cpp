// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/catch_boundary.h"

#include <c10/util/Exception.h>

#include <new>

namespace epsilonlab {

std::optional<Failure> runGuarded(const std::function<void()>& job)
{
    try {
        job();
        return std::nullopt;
    } catch (const Error& error) {
        return Failure{error.code(), error.message(), error.detail()};
    } catch (const std::bad_alloc& error) {
        return Failure{ErrorCode::OutOfMemory,
            "There is not enough memory for this. Close other programs, or use a smaller batch or fewer images.",
            error.what()};
    } catch (const c10::Error& error) {
        return Failure{ErrorCode::Internal,
            "The computation failed inside libtorch. Please report this with the details.",
            error.what_without_backtrace()};
    } catch (const std::exception& error) {
        return Failure{ErrorCode::Internal,
            "Something went wrong inside the program. Please report this with the details.", error.what()};
    } catch (...) {
        return Failure{
            ErrorCode::Internal, "Something went wrong inside the program. Please report this.", ""};
    }
}

} // namespace epsilonlab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "exit_code.h"

namespace epsilonlab {

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadParameter: return ExitCode::WrongUsage;
    case ErrorCode::UnknownFormat:
    case ErrorCode::BadFile:
    case ErrorCode::NotFound:
    case ErrorCode::NotReadable:
    case ErrorCode::NotWritable:
    case ErrorCode::WrongShape:
    case ErrorCode::NeedsTrust:
    case ErrorCode::Network: return ExitCode::BadFile;
    case ErrorCode::Numeric:
    case ErrorCode::OutOfMemory:
    case ErrorCode::Internal: return ExitCode::JobFailed;
    }
    return ExitCode::JobFailed;
}

} // namespace epsilonlab

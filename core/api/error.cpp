// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"

#include <utility>

namespace epsilonlab {

Error::Error(ErrorCode code, const std::string& message, std::string detail)
    : std::runtime_error(message)
    , m_code(code)
    , m_detail(std::move(detail))
{
}

const char* errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadParameter: return "bad-parameter";
    case ErrorCode::UnknownFormat: return "unknown-format";
    case ErrorCode::BadFile: return "bad-file";
    case ErrorCode::NotFound: return "not-found";
    case ErrorCode::NotReadable: return "not-readable";
    case ErrorCode::NotWritable: return "not-writable";
    case ErrorCode::WrongShape: return "wrong-shape";
    case ErrorCode::Network: return "network";
    case ErrorCode::Numeric: return "numeric";
    case ErrorCode::NeedsTrust: return "needs-trust";
    case ErrorCode::OutOfMemory: return "out-of-memory";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

} // namespace epsilonlab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace epsilonlab {

/// What kind of thing went wrong; decides the exit code and where the window shows it.
enum class ErrorCode {
    BadParameter, ///< a value out of range or of the wrong kind: the person can correct it
    UnknownFormat, ///< "this is not my format": another reader may be tried
    BadFile, ///< "this is my format, but broken"
    NotFound, ///< a file, data set, model or id that does not exist
    NotReadable, ///< exists, but may not be read (permission, a directory, a device)
    NotWritable, ///< read-only folder, full disk
    WrongShape, ///< sound file, but of other dimensions than needed
    Network, ///< a download failed
    Numeric, ///< NaN or infinity where a number is needed
    NeedsTrust, ///< the file is code: it is run only after a person's decision
    OutOfMemory,
    Internal ///< our mistake
};

/// Stable lower-case name of a code ("bad-parameter"), as used in JSON.
const char* errorCodeName(ErrorCode code);

/// The only exception type of our own. `message` is a whole sentence for a person: what, why, what to do,
/// with the value. `detail` holds the words of the library underneath, without a stack trace; may be empty.
class Error : public std::runtime_error
{
public:
    Error(ErrorCode code, const std::string& message, std::string detail = {});

    ErrorCode code() const noexcept { return m_code; }
    std::string message() const { return what(); }
    const std::string& detail() const noexcept { return m_detail; }

private:
    ErrorCode m_code;
    std::string m_detail;
};

/// An error as a value, the form in which it crosses threads.
struct Failure
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string detail;
};

} // namespace epsilonlab

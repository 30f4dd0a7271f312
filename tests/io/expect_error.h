// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/error.h"

#include <QString>

/// Code and sentence of the Error that `call` throws, as "not-found: sentence"; "nothing was thrown"
/// otherwise.
template <class Call> QString thrownBy(Call call)
{
    try {
        call();
    } catch (const epsilonlab::Error& error) {
        return QString::fromUtf8(epsilonlab::errorCodeName(error.code())) + ": "
            + QString::fromStdString(error.message());
    }
    return "nothing was thrown";
}

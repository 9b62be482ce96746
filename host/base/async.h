#pragma once

#include "result.h"

#include <QCoroTask>

#include <stop_token>

namespace pierhead {

/// The one way to answer later. Coroutine parameters are taken by value; a task is awaited or
/// handed to a TaskScope, never dropped.
template <typename T>
using Task = QCoro::Task<T>;

/// How a caller takes back what it asked for. The awaited result is then ErrorCode::Cancelled.
using StopToken = std::stop_token;
using StopSource = std::stop_source;

/// The error every cancelled operation ends with.
[[nodiscard]] inline tl::unexpected<Error> cancelled(const Text &what)
{
    return failure(ErrorCode::Cancelled, Text::english("%1 was cancelled.").arg(what));
}

} // namespace pierhead

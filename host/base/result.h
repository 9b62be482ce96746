#pragma once

#include "error.h"

#include <tl/expected.hpp>

#include <utility>

namespace pierhead {

/// A value, or the Error that kept it from being made. No exception leaves a function of this
/// project.
template <typename T = void>
using Result = tl::expected<T, Error>;

/// The failing half of a Result: `return failure(ErrorCode::Io, Text::english(…))`.
[[nodiscard]] inline tl::unexpected<Error>
failure(ErrorCode code, const Text &message, const Text &detail = {})
{
    return tl::unexpected<Error>(Error{code, message, detail});
}

} // namespace pierhead

// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared has none.

/// Declares `name` with the value of `expression` (a Result), or returns its error.
#define PIERHEAD_TRY(name, expression)                                                             \
    auto name##Result = (expression);                                                              \
    if (!name##Result) {                                                                           \
        return tl::unexpected<pierhead::Error>(std::move(name##Result).error());                   \
    }                                                                                              \
    auto name = std::move(*name##Result)

/// The same in a coroutine; `expression` is usually a co_await.
#define PIERHEAD_CO_TRY(name, expression)                                                          \
    auto name##Result = (expression);                                                              \
    if (!name##Result) {                                                                           \
        co_return tl::unexpected<pierhead::Error>(std::move(name##Result).error());                \
    }                                                                                              \
    auto name = std::move(*name##Result)

// NOLINTEND(bugprone-macro-parentheses)

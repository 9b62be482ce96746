#pragma once

#include <host/base/error.h>

namespace pierhead::bridge {

/// A call that was not answered as asked: what a page gets in place of a result.
struct Problem
{
    QString code; ///< wireName() of an ErrorCode, or one of the names below
    QString message;
    QString detail = {};

    [[nodiscard]] static Problem from(const Error &error);
};

/// The codes that only the bridge itself gives (bridge/PROTOCOL.md).
namespace problems {

inline constexpr QLatin1StringView malformed("malformed");
inline constexpr QLatin1StringView tooLarge("too-large");
inline constexpr QLatin1StringView tooManyCalls("too-many-calls");
inline constexpr QLatin1StringView unknownMethod("unknown-method");
inline constexpr QLatin1StringView unsupported("unsupported");
inline constexpr QLatin1StringView internal("internal");

} // namespace problems

} // namespace pierhead::bridge

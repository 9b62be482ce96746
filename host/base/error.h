#pragma once

#include "text.h"

#include <QMetaType>

namespace pierhead {

/// What kind of failure it was. The wire name of each (see wireName) is part of bridge/PROTOCOL.md.
enum class ErrorCode {
    Cancelled,
    Timeout,
    EngineUnreachable, ///< nothing answers at the engine's address
    EngineRefused,     ///< the engine answered with an error of its own
    NotFound,
    Conflict,        ///< somebody else holds it, or it exists already
    InvalidImage,    ///< the image is no extension, or one that cannot be installed here
    InvalidManifest, ///< metadata.json is broken
    InvalidArgument,
    PermissionDenied,
    ProcessFailed,
    Io,
    Protocol, ///< the other side broke the protocol
};

/// A failure that is to be shown to somebody. message says in one English sentence what was being
/// done, to what, and why it failed, and ends with what to do next where that is known; detail
/// holds raw matter (standard error, a response body, a list of faults, one a line). The window
/// shows both in its own language; all others take the English ones.
struct Error
{
    Error() = default;
    Error(ErrorCode kind, const Text &words, const Text &matter = {}, QString wanting = {});

    [[nodiscard]] Text text() const { return {message, localMessage}; }

    [[nodiscard]] Text details() const { return {detail, localDetail}; }

    void setText(const Text &words);

    ErrorCode code = ErrorCode::Protocol;
    QString message;
    QString detail;
    QString registry; ///< the one ("ghcr.io") that wants a login, where that is why
    QString localMessage;
    QString localDetail;
};

/// The stable name of a code, for the wire and for JSON output, e.g. "engine-unreachable".
[[nodiscard]] QString wireName(ErrorCode code);

/// The error with "<doing>: " put before its message.
[[nodiscard]] Error withContext(const Text &doing, Error error);

} // namespace pierhead

Q_DECLARE_METATYPE(pierhead::Error)

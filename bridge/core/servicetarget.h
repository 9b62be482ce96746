#pragma once

#include "pagecontext.h"

namespace pierhead::bridge {

/// Where a page's call to its service goes. Private to bridge/core.
struct ServiceTarget
{
    backend::BackendSession session;
    QString socket;    ///< in the container
    QByteArray target; ///< path and query, percent-encoded

    /// Of path and query as pages give them, with and without a slash in front, and not always
    /// encoded. NotFound where the extension exposes no socket.
    [[nodiscard]] static Result<ServiceTarget> of(const PageContext &page, const QString &url);
};

/// Whether a page's URL names the server itself. All others are paths at the backend's service.
[[nodiscard]] bool isWholeUrl(const QString &url);

} // namespace pierhead::bridge

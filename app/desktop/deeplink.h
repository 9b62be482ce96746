#pragma once

#include <host/base/result.h>

namespace pierhead::desktop {

/// A link to the tab of an extension, as Docker Desktop's (contract 3.12):
/// docker-desktop://dashboard/extension-tab?extensionId=<id>&…, the same with pierhead:// or
/// https://open.docker.com/. A link opens what is installed, and does nothing else.
struct DeepLink
{
    QString extension; ///< id; empty where the window alone is meant (…://dashboard/open)
    QString query;     ///< the rest of the link's parameters, encoded: what the page gets

    /// InvalidArgument for what is no such link.
    [[nodiscard]] static Result<DeepLink> parse(const QString &text);
};

} // namespace pierhead::desktop

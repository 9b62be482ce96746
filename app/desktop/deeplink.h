#pragma once

#include <host/base/result.h>

namespace pierhead::desktop {

/// A link into the window, as Docker Desktop's (contract 3.12), with docker-desktop://, pierhead://
/// or https://open.docker.com/ before it:
/// - dashboard/open
/// - dashboard/extension-tab?extensionId=<id>&…
/// - extensions/marketplace?extensionId=<id>[&tag=<tag>]
///
/// It shows something, and does nothing else.
struct DeepLink
{
    enum class Place {
        Window,  ///< as it is
        Tab,     ///< of an installed extension
        Install, ///< of an extension: the question whether to install it
    };

    Place place = Place::Window;
    QString extension; ///< id; empty for Window
    QString query;     ///< Tab: the rest of the link's parameters, encoded: what the page gets
    QString tag;       ///< Install: of the image, or empty

    /// InvalidArgument for what is no such link.
    [[nodiscard]] static Result<DeepLink> parse(const QString &text);
};

} // namespace pierhead::desktop

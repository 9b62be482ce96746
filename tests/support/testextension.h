#pragma once

#include <host/extensions/installedextension.h>

namespace pierhead::test {

/// An installed extension in `folder` with the ui folder versions/1/ui/ui, a backend, and every
/// permission. Nothing is written.
[[nodiscard]] inline extensions::InstalledExtension
testExtension(const QString &folder, const QString &reference = QStringLiteral("test/page:1.0"))
{
    extensions::InstalledExtension extension{
        .id = *extensions::ExtensionId::parse(reference),
        .name = QStringLiteral("page"),
        .reference = reference,
        .imageId = QStringLiteral("sha256:1"),
        .engine = {},
        .labels = {},
        .manifest = {},
        .permissions = extensions::allPermissions(),
        .installedAt = {},
        .folder = folder,
        .version = folder + QStringLiteral("/versions/1"),
    };
    extension.manifest.tab = extensions::DashboardTab{
        QStringLiteral("Test Page"), QStringLiteral("ui"), QStringLiteral("index.html"), {}};
    extension.manifest.backend =
        extensions::BackendManifest{QStringLiteral("${DESKTOP_PLUGIN_IMAGE}"), {}, {}};
    return extension;
}

} // namespace pierhead::test

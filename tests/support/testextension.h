#pragma once

#include <host/extensions/installedextension.h>

namespace pierhead::test {

/// An installed extension in `folder` with the ui folder versions/1/ui/ui, a backend, and every
/// permission. Nothing is written.
[[nodiscard]] inline extensions::InstalledExtension
testExtension(const QString &folder, const QString &reference = QStringLiteral("test/page:1.0"))
{
    extensions::InstalledExtension extension{*extensions::ExtensionId::parse(reference)};
    extension.name = QStringLiteral("page");
    extension.reference = reference;
    extension.permissions = extensions::allPermissions();
    extension.folder = folder;
    extension.version = folder + QStringLiteral("/versions/1");
    extension.manifest.tab = extensions::DashboardTab{
        QStringLiteral("Test Page"), QStringLiteral("ui"), QStringLiteral("index.html"), {}};
    extension.manifest.backend =
        extensions::BackendManifest{QStringLiteral("${DESKTOP_PLUGIN_IMAGE}"), {}, {}};
    return extension;
}

} // namespace pierhead::test

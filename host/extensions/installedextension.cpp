#include "installedextension.h"

#include <QFileInfo>

namespace pierhead::extensions {

QString InstalledExtension::displayTitle() const
{
    if (manifest.tab) {
        return manifest.tab->title;
    }
    return labels.title.isEmpty() ? name : labels.title;
}

QString InstalledExtension::iconPath() const
{
    if (manifest.icon.isEmpty()) {
        return {};
    }
    return version + QStringLiteral("/icon/") + QFileInfo(manifest.icon).fileName();
}

QString InstalledExtension::uiRoot() const
{
    if (!manifest.tab) {
        return {};
    }
    return version + QStringLiteral("/ui/") + QFileInfo(manifest.tab->root).fileName();
}

QString InstalledExtension::composeFile() const
{
    if (!manifest.backend || manifest.backend->composeFile.isEmpty()) {
        return {};
    }
    return version + QStringLiteral("/vm/") + QFileInfo(manifest.backend->composeFile).fileName();
}

QString InstalledExtension::profilePath() const
{
    return folder + QStringLiteral("/profile");
}

secrets::SecretStore InstalledExtension::secrets() const
{
    return secretsOf(id, folder);
}

secrets::SecretStore secretsOf(const ExtensionId &id, const QString &folder)
{
    return {id.value(), folder + QStringLiteral("/secrets.json")};
}

} // namespace pierhead::extensions

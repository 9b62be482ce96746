#pragma once

#include <host/base/result.h>
#include <host/extensions/extensionsource.h>
#include <host/extensions/extensionstore.h>

#include <vector>

namespace pierhead::desktopimport {

/// What one folder of Docker Desktop's says of an extension. The texts come from anywhere.
struct DesktopExtension
{
    QString slug;           ///< the folder's name
    QString title;          ///< the tab's; else the image's repository, else the slug
    QString id;             ///< the image's repository; empty where it cannot be told
    QString version;        ///< the image's tag; empty where it is not known
    bool isDeduced = false; ///< whether the repository is read from the folder's name
    Text problem;           ///< why it cannot be installed from this; empty where it can

    [[nodiscard]] bool isUsable() const { return problem.isEmpty(); }

    /// "org/name:1.0", or "org/name" where the version is not known.
    [[nodiscard]] QString reference() const;

    /// The image itself, from the engine or the registry; without a version the newest there.
    [[nodiscard]] extensions::ExtensionSource source() const;
};

/// Where Docker Desktop keeps its extensions on this system (contract 2.1), or what
/// PIERHEAD_DOCKER_DESKTOP says.
[[nodiscard]] QString desktopExtensionsFolder();

/// All that is there, by title: none where there is no such folder. Each folder has a metadata.json
/// and, where the extension has a backend, a compose file with the image's reference; without
/// that the repository is read from the folder's name. What is broken is there too, and says why.
/// Waits for the disk.
[[nodiscard]] std::vector<DesktopExtension> desktopExtensions(const QString &folder);

/// Whether what has that folder is installed.
[[nodiscard]] bool isInstalled(const DesktopExtension &extension,
                               const std::vector<extensions::InstalledExtension> &installed);

/// Those in desktopExtensionsFolder() that can be installed and are not.
[[nodiscard]] std::vector<DesktopExtension> importable(const extensions::ExtensionStore &store);

} // namespace pierhead::desktopimport

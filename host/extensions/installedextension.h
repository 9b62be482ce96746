#pragma once

#include "extensionid.h"
#include "imagelabels.h"
#include "manifest.h"
#include "permissions.h"

#include <host/secrets/secretstore.h>

#include <QDateTime>

namespace pierhead::extensions {

/// An extension on disk: install.json together with its current version's metadata.json.
struct InstalledExtension
{
    ExtensionId id;
    QString name;      ///< kebab-case title, or the id
    QString reference; ///< with its tag, as `extension.image` gives it to the page
    QString imageId;   ///< "sha256:…"
    QString engine;    ///< Engine::key() it was installed on
    ImageLabels labels;
    Manifest manifest;
    Permissions permissions;
    QDateTime installedAt; ///< UTC
    QString folder;        ///< extensions/<slug>
    QString version; ///< folder of the current version, resolved: extensions/<slug>/versions/<…>
    bool isFromRegistry = true; ///< false where the engine knows it from none: it was built there

    /// "Hello Backend Extension": the tab's title, else the title label, else the name.
    [[nodiscard]] QString displayTitle() const;
    [[nodiscard]] QString iconPath() const; ///< absolute; empty where there is none
    [[nodiscard]] QString
    uiRoot() const; ///< absolute, …/ui/<base name of root>; empty without a tab
    [[nodiscard]] QString composeFile() const; ///< absolute, …/vm/<name>; empty without one
    [[nodiscard]] QString profilePath() const; ///< the web view's storage
    /// What it keeps in the user's keyring.
    [[nodiscard]] secrets::SecretStore secrets() const;
};

/// The same of one whose other files may be damaged.
[[nodiscard]] secrets::SecretStore secretsOf(const ExtensionId &id, const QString &folder);

} // namespace pierhead::extensions

#pragma once

#include "installedextension.h"

#include <host/base/json.h>

namespace pierhead::extensions {

/// install.json as a struct: which version of an extension counts, and what was known when it was
/// installed. Writing it is what makes an install count; `current` follows it. Private to the
/// store.
struct InstallRecord
{
    QString id;
    QString name;
    QString reference;
    QString imageId;
    QString engine;
    ImageLabels labels;
    QStringList permissions;
    QString installedAt;     ///< ISO 8601, UTC
    QString version;         ///< the folder under versions/
    QString previousVersion; ///< the one before it, kept; or empty

    [[nodiscard]] static InstallRecord from(const InstalledExtension &extension);

    /// Reads `folder`/install.json. NotFound where there is none; else what is wrong with it.
    [[nodiscard]] static Result<InstallRecord> read(const QString &folder);
    /// Replaces `folder`/install.json as a whole, and sees that it is on the disk.
    [[nodiscard]] Result<> write(const QString &folder) const;

    /// With the version's metadata.json, as it is under `folder`.
    [[nodiscard]] Result<InstalledExtension> load(const QString &folder) const;
};

} // namespace pierhead::extensions

#pragma once

#include "installedextension.h"

#include <host/base/json.h>

#include <optional>

namespace pierhead::extensions {

/// What install.json keeps of one version.
struct RecordedVersion
{
    QString name;
    QString reference;
    QString imageId;
    ImageLabels labels;
    QStringList permissions;
    QString installedAt;
    QString folder; ///< under versions/
    bool isFromRegistry = true;
};

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
    /// What is known of that one; nothing in files of older Pierheads.
    std::optional<RecordedVersion> previous = {};
    bool isFromRegistry = true; ///< also where an older Pierhead did not say

    [[nodiscard]] static InstallRecord from(const InstalledExtension &extension);

    /// Reads `folder`/install.json. NotFound where there is none, Conflict where a newer Pierhead
    /// wrote it; else what is wrong with it.
    [[nodiscard]] static Result<InstallRecord> read(const QString &folder);
    /// Replaces `folder`/install.json as a whole, and sees that it is on the disk.
    [[nodiscard]] Result<> write(const QString &folder) const;

    /// This version, as the next one keeps it.
    [[nodiscard]] RecordedVersion asVersion() const;
    /// With this version and the one before exchanged. NotFound where that is not known.
    [[nodiscard]] Result<InstallRecord> exchanged() const;

    /// With the version's metadata.json, as it is under `folder`.
    [[nodiscard]] Result<InstalledExtension> load(const QString &folder) const;
};

} // namespace pierhead::extensions

#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// The folders inside extensions/<slug>: `.staged-…` while an install is under way, versions/<…>
/// afterwards, and the link `current`. Private to the store, whose lock is held for all that
/// writes.
class VersionFolders final
{
public:
    explicit VersionFolders(QString folder);

    /// A new empty folder for a version.
    [[nodiscard]] Result<QString> stage() const;
    /// Moves the staged folder to versions/, with all of it on the disk; its name there.
    [[nodiscard]] Result<QString> adopt(const QString &staged, const QString &imageId) const;
    void drop(const QString &version) const;

    /// Makes the folders what install.json says: `current` points to its version; that and the one
    /// before stay; staged folders and other versions, left by an installer that died, go. Touches
    /// nothing where install.json cannot be read.
    void sweep() const;

private:
    [[nodiscard]] QString versions() const;
    void pointCurrentTo(const QString &version) const;

    QString m_folder;
};

} // namespace pierhead::extensions

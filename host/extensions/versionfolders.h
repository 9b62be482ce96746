#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// The folders inside extensions/<slug>: versions/<…>, and the link `current`. Private to the
/// store, whose lock is held for all that writes.
class VersionFolders final
{
public:
    explicit VersionFolders(QString folder);

    /// A new empty folder for a version of the image, its path. It is there to stay, for a backend
    /// may mount what is in it, and counts once install.json names it.
    [[nodiscard]] Result<QString> stage(const QString &imageId) const;
    void drop(const QString &version) const;

    /// Makes the folders what install.json says: `current` points to its version; that and the one
    /// before stay, and `kept`; other versions, left by an installer that died, go. Touches
    /// nothing where install.json cannot be read.
    void sweep(const QString &kept = {}) const;

private:
    [[nodiscard]] QString versions() const;
    void pointCurrentTo(const QString &version) const;

    QString m_folder;
};

} // namespace pierhead::extensions

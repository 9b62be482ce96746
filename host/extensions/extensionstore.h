#pragma once

#include "installedextension.h"

#include <host/base/paths.h>

#include <QLockFile>

#include <memory>
#include <vector>

namespace pierhead::extensions {

/// What lies in extensions/ (docs/design.md). The disk is the truth: nothing is kept in memory.
/// Writing install.json, which names the version, is what makes a version count; the link `current`
/// follows. A process that dies at any point leaves the former version or the new one, whole.
class ExtensionStore final
{
public:
    explicit ExtensionStore(Paths paths);

    /// All that can be read, by name. A folder that cannot is logged and left out.
    [[nodiscard]] std::vector<InstalledExtension> list() const;
    /// By id, name or image reference; the tag does not matter, since one version of an id is
    /// installed. NotFound: `"x" is not installed`. A name that several have is InvalidArgument and
    /// lists their ids.
    [[nodiscard]] Result<InstalledExtension> find(const QString &key) const;

    /// Which forms of install.json may be there already.
    enum class Formats {
        Known, ///< that of a newer Pierhead is Conflict, for it would be lost
        Any,
    };

    /// One installer at a time for each id; Conflict says who is at work. Unlocked when the result
    /// dies. What an installer that died has left of the id is swept.
    [[nodiscard]] Result<std::unique_ptr<QLockFile>> lock(const ExtensionId &id,
                                                          Formats formats = Formats::Known) const;

    /// A new empty folder for a version, made of the image; what is put there stays where it is.
    [[nodiscard]] Result<QString> stage(const ExtensionId &id, const QString &imageId) const;
    /// Sees the staged folder onto the disk, writes install.json and switches `current`; the
    /// version before is kept, older ones go. Waits for the disk, so not on a window's thread. On
    /// an error the former version stands.
    [[nodiscard]] Result<InstalledExtension> commit(InstalledExtension extension,
                                                    const QString &staged) const;
    /// The version before the current one, as it would be if it were the current one. NotFound
    /// where none is known.
    [[nodiscard]] Result<InstalledExtension> previous(const ExtensionId &id) const;
    /// Makes that one the current version, and the current one the one before. Waits for the disk
    /// likewise. On an error the current version stands.
    [[nodiscard]] Result<InstalledExtension> exchangeVersions(const ExtensionId &id) const;
    /// Deletes a staged folder (and the extension's folder if nothing else is in it).
    void discard(const QString &staged) const;
    /// Deletes everything of the extension, its profile too. Needs nothing but the id.
    [[nodiscard]] Result<> remove(const ExtensionId &id) const;

    [[nodiscard]] const Paths &paths() const { return m_paths; }

    [[nodiscard]] QString root() const;
    /// extensions/<slug>, where the extension is or would be.
    [[nodiscard]] QString folder(const ExtensionId &id) const;
    /// A folder for what is needed for a moment; made where it is not there.
    [[nodiscard]] Result<QString> scratchRoot() const;

private:
    Paths m_paths;
};

} // namespace pierhead::extensions

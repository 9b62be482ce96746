#pragma once

#include "installedextension.h"

#include <host/base/paths.h>

#include <QLockFile>

#include <memory>
#include <vector>

namespace pierhead::extensions {

/// What lies in extensions/ (design, section 5). The disk is the truth: nothing is kept in memory.
/// Writes are staged beside their place and renamed; install.json is written by QSaveFile.
class ExtensionStore final
{
public:
    explicit ExtensionStore(Paths paths);

    /// All that can be read, by name. A folder that cannot is logged and left out.
    [[nodiscard]] std::vector<InstalledExtension> list() const;
    /// By id, name or image reference, with or without a tag. NotFound: `"x" is not installed`.
    [[nodiscard]] Result<InstalledExtension> find(const QString &key) const;

    /// One installer at a time for each id; Conflict says that another is at work. Unlocked when
    /// the result dies.
    [[nodiscard]] Result<std::unique_ptr<QLockFile>> lock(const ExtensionId &id) const;

    /// A new empty folder for a version, on the same disk as its later place.
    [[nodiscard]] Result<QString> stage(const ExtensionId &id) const;
    /// Puts the staged folder in place, writes install.json and switches `current`. On an error the
    /// former version stands.
    [[nodiscard]] Result<InstalledExtension> commit(InstalledExtension extension,
                                                    const QString &staged) const;
    /// Deletes a staged folder (and the extension's folder if nothing else is in it).
    void discard(const ExtensionId &id, const QString &staged) const;
    /// Deletes everything of the extension, its profile too. Needs nothing but the id.
    [[nodiscard]] Result<> remove(const ExtensionId &id) const;

    [[nodiscard]] QString root() const;

private:
    Paths m_paths;
};

} // namespace pierhead::extensions

#pragma once

#include "extensionstore.h"

#include <vector>

namespace pierhead::extensions {

/// What an install or a removal writes down before it changes anything, and deletes at its end. One
/// that is there while nobody holds the lock of its id was left by a process that died: see
/// repair.h.
struct UnderWay
{
    enum class Work {
        Installing, ///< first, or in the place of what was installed
        Removing,
    };

    QString id;
    Work work = Work::Installing;
    QString engine;                ///< Engine::key() of where it works
    QString version = {};          ///< the folder under versions/ that is being filled, if any
    bool isBackendTouched = false; ///< the former backend may be gone, and the new one there

    /// The notes are in it: beside extensions/, since they are no change of what is installed.
    [[nodiscard]] static QString folder(const ExtensionStore &store);
    /// NotFound where there is none of the id; Protocol where it cannot be read.
    [[nodiscard]] static Result<UnderWay> read(const ExtensionStore &store, const ExtensionId &id);
    /// All that can be read; the others are logged.
    [[nodiscard]] static std::vector<UnderWay> all(const ExtensionStore &store);
    static void remove(const ExtensionStore &store, const ExtensionId &id);

    [[nodiscard]] Result<> write(const ExtensionStore &store) const;
};

} // namespace pierhead::extensions

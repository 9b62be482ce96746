#pragma once

#include <QString>

namespace pierhead {

/// Where Pierhead keeps things. PIERHEAD_HOME moves all three under one folder (data, cache, run).
struct Paths
{
    QString data;    ///< $XDG_DATA_HOME/pierhead: extensions, activity
    QString cache;   ///< $XDG_CACHE_HOME/pierhead: downloads, temporary folders
    QString runtime; ///< $XDG_RUNTIME_DIR/pierhead, or a folder in the cache: sockets

    /// The folders as the environment says. Nothing is created.
    [[nodiscard]] static Paths fromEnvironment();

    [[nodiscard]] QString extensions() const;
};

} // namespace pierhead

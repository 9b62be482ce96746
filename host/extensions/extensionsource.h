#pragma once

#include <host/engine/enginetypes.h>

#include <QString>

namespace pierhead::extensions {

/// Where an extension is installed from.
struct ExtensionSource
{
    enum class Kind {
        Reference, ///< an image on the engine, else one to pull
        Archive,   ///< a file made by `docker save`, plain or gzip
        Folder,    ///< a folder with a Dockerfile, which is built
    };

    Kind kind = Kind::Reference;
    QString location; ///< the reference, or the absolute path
    QString
        tag; ///< Folder: what the built image is tagged with; empty for "<folder's name>:latest"
    engine::Labels buildArguments; ///< Folder
    /// Reference: what was published, "sha256:…" in its registry; another image is not installed.
    /// Empty for any.
    QString publishedDigest = {};

    /// An existing file or folder is taken as that, everything else as a reference.
    [[nodiscard]] static ExtensionSource fromArgument(const QString &argument);
};

} // namespace pierhead::extensions

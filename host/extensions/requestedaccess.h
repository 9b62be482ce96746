#pragma once

#include "installedextension.h"

#include <host/backend/composefile.h>

namespace pierhead::extensions {

/// What an extension asks for of the machine, one request in plain words each: "the folder /etc of
/// the engine's machine (read-only)". Two versions that ask for the same have the same words.
struct RequestedAccess
{
    QList<Text> requests; ///< each once

    /// `composeFiles` are the backend's and those that it takes in; none where it has none.
    [[nodiscard]] static RequestedAccess of(const Manifest &manifest,
                                            Permissions permissions,
                                            const std::vector<backend::ComposeFile> &composeFiles);
    /// Of what is in the version's folder. A compose file that cannot be read there adds nothing.
    [[nodiscard]] static RequestedAccess of(const InstalledExtension &extension);
};

/// What a version asks for beyond another, and what no more.
struct AccessDifference
{
    QList<Text> added;
    QList<Text> removed;

    [[nodiscard]] bool isEmpty() const { return added.isEmpty() && removed.isEmpty(); }
};

[[nodiscard]] AccessDifference differenceBetween(const RequestedAccess &former,
                                                 const RequestedAccess &next);

} // namespace pierhead::extensions

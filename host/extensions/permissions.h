#pragma once

#include <host/base/json.h>

#include <QFlags>

namespace pierhead::extensions {

/// What an extension may do (design, decision 12).
enum class Permission {
    Vm = 1,            ///< its backend container
    Docker = 2,        ///< the engine, by the docker program and the lists
    Host = 4,          ///< its own host binaries
    Network = 8,       ///< requests past the same-origin rule
    Dialogs = 16,      ///< file dialogs
    OpenExternal = 32, ///< the system browser
};
Q_DECLARE_FLAGS(Permissions, Permission)
Q_DECLARE_OPERATORS_FOR_FLAGS(Permissions)

[[nodiscard]] Permissions allPermissions();
/// The names on disk and in the bridge's hello: "vm", "docker", "host", "network", "dialogs",
/// "open-external".
[[nodiscard]] QStringList permissionNames(Permissions permissions);
/// Unknown names are left out.
[[nodiscard]] Permissions permissionsFrom(const QStringList &names);

} // namespace pierhead::extensions

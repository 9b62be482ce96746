#include "permissions.h"

#include <array>
#include <utility>

namespace pierhead::extensions {

namespace {

constexpr std::array<std::pair<Permission, QLatin1StringView>, 6> names{{
    {Permission::Vm, QLatin1StringView("vm")},
    {Permission::Docker, QLatin1StringView("docker")},
    {Permission::Host, QLatin1StringView("host")},
    {Permission::Network, QLatin1StringView("network")},
    {Permission::Dialogs, QLatin1StringView("dialogs")},
    {Permission::OpenExternal, QLatin1StringView("open-external")},
}};

} // namespace

Permissions allPermissions()
{
    Permissions all;
    for (const auto &[permission, name] : names) {
        all |= permission;
    }
    return all;
}

QStringList permissionNames(Permissions permissions)
{
    QStringList list;
    for (const auto &[permission, name] : names) {
        if (permissions.testFlag(permission)) {
            list.append(name);
        }
    }
    return list;
}

Permissions permissionsFrom(const QStringList &list)
{
    Permissions permissions;
    for (const auto &[permission, name] : names) {
        permissions.setFlag(permission, list.contains(name));
    }
    return permissions;
}

} // namespace pierhead::extensions

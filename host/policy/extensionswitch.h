#pragma once

#include "policy.h"

#include <host/settings/settings.h>

namespace pierhead::policy {

/// Whether extensions are on: a policy that locks it comes first, then what the user has set, then
/// a policy that does not lock it; else they are. While they are off there are no tabs, no backend
/// is started and nothing is installed. While they are on, the user may have turned off single
/// ones: these have no tab and their backends are not started, but they are updated.
struct ExtensionSwitch
{
    bool isOn = true;
    QString lockedBy;          ///< the policy's file where the user has no say, else empty
    QStringList disabled = {}; ///< ids of those that are off while the others are on

    /// Settings that cannot be read count as none. The error is the policy's.
    [[nodiscard]] static Result<ExtensionSwitch> read(const Policy &policy,
                                                      const settings::Settings &settings);

    /// Whether the extension of that id is on.
    [[nodiscard]] bool allows(const QString &id) const { return isOn && !disabled.contains(id); }

    /// Whether the user may turn it, or one extension, to `on`. PermissionDenied names the rule.
    [[nodiscard]] Result<> checkTurning(bool on) const;
};

/// PermissionDenied where extensions are off, with what to do about it.
[[nodiscard]] Result<> checkExtensionsOn(const Paths &paths);
/// The same of the one with that id, where it is off by itself too.
[[nodiscard]] Result<> checkExtensionOn(const Paths &paths, const QString &id);

} // namespace pierhead::policy

#include "extensionswitch.h"

namespace pierhead::policy {

Result<ExtensionSwitch> ExtensionSwitch::read(const Policy &policy,
                                              const settings::Settings &settings)
{
    PIERHEAD_TRY(policies, policy.files());
    ExtensionSwitch result;
    std::optional<bool> usual;
    for (const PolicyFile &file : policies) {
        if (!file.extensionsEnabled) {
            continue;
        }
        if (!file.isEnabledLocked) {
            usual = usual.value_or(true) && *file.extensionsEnabled;
        } else if (result.lockedBy.isEmpty() || !*file.extensionsEnabled) {
            result.isOn = *file.extensionsEnabled;
            result.lockedBy = file.path;
        }
    }
    if (result.lockedBy.isEmpty()) {
        const settings::SettingValues values = settings.values();
        result.isOn = values.extensionsEnabled.value_or(usual.value_or(true));
        result.disabled = values.disabled;
    }
    return result;
}

Result<> ExtensionSwitch::checkTurning(bool on) const
{
    if (lockedBy.isEmpty() || on == isOn) {
        return {};
    }
    return failure(
        ErrorCode::PermissionDenied,
        (isOn ? Text::english("The policy rule extensions.enabled in %1 keeps extensions enabled. "
                              "Ask the administrator of this machine.")
              : Text::english("The policy rule extensions.enabled in %1 keeps extensions disabled. "
                              "Ask the administrator of this machine."))
            .arg(lockedBy));
}

Result<> checkExtensionsOn(const Paths &paths)
{
    PIERHEAD_TRY(now, ExtensionSwitch::read(Policy::ofThisMachine(), settings::Settings(paths)));
    if (now.isOn) {
        return {};
    }
    if (const Result<> turning = now.checkTurning(true); !turning) {
        return tl::unexpected<Error>(turning.error());
    }
    return failure(ErrorCode::PermissionDenied,
                   Text::english("Extensions are disabled. \"docker extension enable\" turns them "
                                 "on again."));
}

Result<> checkExtensionOn(const Paths &paths, const QString &id)
{
    if (Result<> on = checkExtensionsOn(paths); !on) {
        return on;
    }
    PIERHEAD_TRY(now, ExtensionSwitch::read(Policy::ofThisMachine(), settings::Settings(paths)));
    if (now.allows(id)) {
        return {};
    }
    return failure(ErrorCode::PermissionDenied,
                   Text::english("\"%1\" is disabled. "
                                 "\"docker extension enable %1\" turns it on again.")
                       .arg(id));
}

} // namespace pierhead::policy

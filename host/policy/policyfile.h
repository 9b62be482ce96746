#pragma once

#include <host/base/result.h>
#include <host/extensions/permissions.h>

#include <optional>

namespace pierhead::policy {

/// What one policy.json says (resources/schemas/policy.schema.json, docs/policy.md). What is absent
/// there is no rule.
struct PolicyFile
{
    QString path;
    std::optional<bool> extensionsEnabled;
    bool isEnabledLocked = true; ///< whether the user has no say in it
    std::optional<QStringList> registries;
    std::optional<QStringList> namespaces;
    std::optional<QStringList> images; ///< references without digests
    std::optional<QStringList> digests;
    extensions::Permissions lockedOn;
    extensions::Permissions lockedOff;
    std::optional<QStringList> catalogs;

    /// Nothing where there is no such file. One that is there and cannot be read, or that says
    /// anything that is not understood, is PermissionDenied: a rule that is not understood must not
    /// be one that does not hold.
    [[nodiscard]] static Result<std::optional<PolicyFile>> read(const QString &path);
};

void from_json(const nlohmann::json &source, PolicyFile &target);

} // namespace pierhead::policy

#include "policyfile.h"

#include <host/extensions/imagereference.h>
#include <host/extensions/schemavalidator.h>

#include <QFile>

#include <filesystem>

namespace pierhead::policy {

namespace {

using extensions::Fault;
using extensions::ImageReference;
using extensions::Permissions;

Error broken(const QString &path, const Text &reason, const QString &detail = {})
{
    return {ErrorCode::PermissionDenied,
            Text::english("The policy in %1 cannot be followed: %2. Until that is mended no "
                          "extension is installed or opened.")
                .arg(path, reason),
            detail};
}

/// Not QFile::exists(), which also says no where a folder above may not be looked into.
bool isThere(const QString &path)
{
    std::error_code problem;
    const auto status =
        std::filesystem::symlink_status(QFile::encodeName(path).toStdString(), problem);
    return status.type() != std::filesystem::file_type::not_found;
}

const nlohmann::json &member(const nlohmann::json &object, const char *key)
{
    static const nlohmann::json empty = nlohmann::json::object();
    const auto found = object.find(key);
    return found == object.end() ? empty : *found;
}

} // namespace

/// The schema has been held against it before.
void from_json(const nlohmann::json &source, PolicyFile &target)
{
    const nlohmann::json &extensions = member(source, "extensions");
    target.extensionsEnabled = json::optionalField<bool>(extensions, "enabled");
    target.isEnabledLocked = json::fieldOr(extensions, "locked", true);
    const nlohmann::json &allowed = member(source, "allowed");
    target.registries = json::optionalField<QStringList>(allowed, "registries");
    target.namespaces = json::optionalField<QStringList>(allowed, "namespaces");
    target.images = json::optionalField<QStringList>(allowed, "images");
    target.digests = json::optionalField<QStringList>(allowed, "digests");
    target.catalogs = json::optionalField<QStringList>(source, "catalogs");
    for (const auto &[name, value] : member(member(source, "permissions"), "locked").items()) {
        const Permissions named = extensions::permissionsFrom({QString::fromStdString(name)});
        (value.get<bool>() ? target.lockedOn : target.lockedOff) |= named;
    }
}

Result<std::optional<PolicyFile>> PolicyFile::read(const QString &path)
{
    if (!isThere(path)) {
        return std::optional<PolicyFile>();
    }
    const auto refuse = [&path](const Text &reason, const QString &detail = {}) {
        return tl::unexpected<Error>(broken(path, reason, detail));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse(file.errorString());
    }
    const Result<nlohmann::json> document = json::parse(file.readAll());
    if (!document) {
        return refuse(Text::english("it is no JSON"), document.error().message);
    }
    PIERHEAD_TRY(schema, extensions::builtInSchema(QStringLiteral("policy")));
    const std::vector<Fault> faults = extensions::schemaFaults(*document, schema);
    if (!faults.empty()) {
        QStringList lines;
        for (const Fault &fault : faults) {
            lines.append(fault.toString());
        }
        return refuse(lines.first(), lines.join(QLatin1Char('\n')));
    }
    Result<PolicyFile> policy = json::decode<PolicyFile>(*document);
    if (!policy) {
        return refuse(policy.error().message);
    }
    for (const QString &image : policy->images.value_or(QStringList())) {
        const Result<ImageReference> reference = ImageReference::parse(image);
        if (!reference || !reference->digest.isEmpty()) {
            return refuse(QStringLiteral("/allowed/images: \"%1\" is no image reference without a "
                                         "digest")
                              .arg(image));
        }
    }
    policy->path = path;
    return std::optional<PolicyFile>(*policy);
}

} // namespace pierhead::policy

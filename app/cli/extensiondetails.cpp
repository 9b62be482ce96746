#include "extensiondetails.h"

namespace pierhead::cli {

namespace {

QString wireName(backend::ServiceCondition condition)
{
    switch (condition) {
    case backend::ServiceCondition::Starting:
        return QStringLiteral("starting");
    case backend::ServiceCondition::Running:
        return QStringLiteral("running");
    case backend::ServiceCondition::Unhealthy:
        return QStringLiteral("unhealthy");
    case backend::ServiceCondition::Restarting:
        return QStringLiteral("restarting");
    case backend::ServiceCondition::Stopped:
        return QStringLiteral("stopped");
    case backend::ServiceCondition::Finished:
        return QStringLiteral("finished");
    case backend::ServiceCondition::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

QList<QStringList> factsOf(const ListedExtension &listed, const nlohmann::json &object)
{
    const extensions::InstalledExtension &extension = listed.extension;
    const auto binaries = json::field<QStringList>(object, "binaries");
    const QString separator = QStringLiteral(", ");
    return {
        {QStringLiteral("Name"), extension.name},
        {QStringLiteral("Title"), extension.displayTitle()},
        {QStringLiteral("Description"), extension.labels.description},
        {QStringLiteral("Provider"), extension.labels.vendor},
        {QStringLiteral("Image"), extension.reference},
        {QStringLiteral("Image id"), extension.imageId},
        {QStringLiteral("API version"), extension.labels.apiVersion},
        {QStringLiteral("Installed"), extension.installedAt.toString(Qt::ISODate)},
        {QStringLiteral("Engine"), extension.engine},
        {QStringLiteral("Folder"), extension.version},
        {QStringLiteral("Tabs"), json::field<QStringList>(object, "tabs").join(separator)},
        {QStringLiteral("Host programs"), binaries.join(separator)},
        {QStringLiteral("May use"),
         extensions::permissionNames(extension.permissions).join(separator)},
        {QStringLiteral("Status"),
         listed.isEnabled ? QStringLiteral("enabled") : QStringLiteral("disabled")},
        {QStringLiteral("Backend"), json::field<QString>(object.at("vm"), "state")},
        {QStringLiteral("Update"), listed.update},
    };
}

} // namespace

Listing detailsOf(const ListedExtension &extension,
                  const std::optional<extensions::InstalledExtension> &previous)
{
    nlohmann::json object = extensionObject(extension);
    Listing listing{
        {QStringLiteral("FACT"), QStringLiteral("VALUE")}, factsOf(extension, object), {}};
    object["previous"] = nullptr;
    if (previous) {
        object["previous"] = {{"image", previous->reference},
                              {"imageId", previous->imageId},
                              {"installedAt", previous->installedAt.toString(Qt::ISODate)}};
        listing.rows.append(
            {QStringLiteral("Version before"),
             QStringLiteral("%1 (%2)").arg(previous->reference, previous->imageId)});
    }
    nlohmann::json services = nlohmann::json::array();
    for (const backend::ServiceState &service :
         extension.backend.value_or(backend::BackendState{}).services) {
        const QString state = wireName(service.condition);
        const QString reason = service.reason.inEnglish();
        services.push_back({{"name", service.name}, {"state", state}, {"reason", reason}});
        listing.rows.append(
            {QStringLiteral("Service %1").arg(service.name),
             reason.isEmpty() ? state : QStringLiteral("%1: %2").arg(state, reason)});
    }
    const extensions::InstalledExtension &installed = extension.extension;
    object["title"] = installed.displayTitle();
    object["description"] = installed.labels.description;
    object["apiVersion"] = installed.labels.apiVersion;
    object["permissions"] = extensions::permissionNames(installed.permissions);
    object["folder"] = installed.version;
    object["services"] = services;
    listing.json = json::serializePretty(object);
    return listing;
}

} // namespace pierhead::cli

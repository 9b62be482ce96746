#include "composeoverride.h"

#include "backendlabels.h"
#include "backendlimits.h"
#include "composelimits.h"
#include "dockersocket.h"

#include <host/base/json.h>

#include <utility>

namespace pierhead::backend {

namespace {

/// A mount with the same target takes the place of the author's.
nlohmann::json mounts(const ComposeService &service, const QString &engineSocket)
{
    nlohmann::json mounts = nlohmann::json::array();
    for (const ComposeBind &bind : service.binds) {
        if (const auto socket = socketInPlaceOf(bind.source, engineSocket)) {
            const QString mode = bind.mode.isEmpty() ? QString() : QLatin1Char(':') + bind.mode;
            mounts.push_back(*socket + QLatin1Char(':') + bind.target + mode);
        }
    }
    if (!service.mountsAt(QLatin1String(guestServicesPath))) {
        mounts.push_back(QStringLiteral("%1:%2").arg(QLatin1String(guestServicesVolume),
                                                     QLatin1String(guestServicesPath)));
    }
    return mounts;
}

/// A dollar sign begins a variable in a compose file; two are one.
QString escaped(QString text)
{
    return text.replace(QLatin1Char('$'), QStringLiteral("$$"));
}

nlohmann::json serviceOverride(const ComposeService &service, const ComposeOverrideSpec &spec)
{
    nlohmann::json result;
    nlohmann::json &labels = result["labels"];
    labels[extensionLabel.toStdString()] = "true";
    labels["com.docker.desktop.extension.name"] = escaped(spec.displayName);
    labels[idLabel.toStdString()] = spec.id.value();
    if (const QString limits = limitsText(spec.limits); !limits.isEmpty()) {
        labels[limitsLabel.toStdString()] = limits;
    }
    putLimits(result, service.limits, spec.limits);
    result["volumes"] = mounts(service, spec.engineSocket);
    if (!service.sharesNetwork && !spec.hostAddress.isEmpty()) {
        result["extra_hosts"] = nlohmann::json::array();
        result["extra_hosts"].push_back(QStringLiteral("host.docker.internal:") + spec.hostAddress);
    }
    if (!service.isOneShot()) {
        result["restart"] = "always";
        if (service.hasDeployRestartPolicy) {
            result["deploy"]["restart_policy"]["condition"] = "any";
        }
    }
    return result;
}

} // namespace

QByteArray composeOverride(const ComposeFile &file, const ComposeOverrideSpec &spec)
{
    nlohmann::json root;
    if (!file.version.isEmpty()) {
        root["version"] = file.version;
    }
    bool isFirst = true;
    for (const ComposeService &service : file.services) {
        nlohmann::json &entry = root["services"][service.name.toStdString()];
        entry = serviceOverride(service, spec);
        if (std::exchange(isFirst, false)) {
            entry["container_name"] = spec.id.serviceContainerName();
        }
    }
    root["volumes"][guestServicesVolume]["driver_opts"] = {
        {"type", "tmpfs"}, {"device", "tmpfs"}, {"o", "mode=1777"}};
    return json::serializePretty(root);
}

} // namespace pierhead::backend

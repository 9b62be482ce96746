#include "enginetypes.h"

#include <algorithm>

namespace pierhead::engine {

namespace {

/// The labels of `object`; Docker writes null where there are none.
Labels labelsOf(const nlohmann::json &object, const char *key)
{
    return json::fieldOr<Labels>(object, key, {});
}

/// The name the first component of the server gives itself, for people. Docker's is bare "Engine".
QString productOf(const nlohmann::json &version)
{
    const auto components = version.find("Components");
    if (components != version.end() && components->is_array() && !components->empty()) {
        const auto name = json::fieldOr<QString>(components->front(), "Name", {});
        if (!name.isEmpty() && name != QStringLiteral("Engine")) {
            return name;
        }
    }
    return QStringLiteral("Docker Engine");
}

/// An engine's time; the years before 1970 stand for "never".
QDateTime timeOf(const nlohmann::json &object, const char *key)
{
    const auto text = json::fieldOr<QString>(object, key, {});
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() && time.toSecsSinceEpoch() > 0 ? time.toUTC() : QDateTime();
}

/// The member of that name, or an empty object.
nlohmann::json objectAt(const nlohmann::json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : nlohmann::json::object();
}

/// Whether the log of a health check has a result since then. Engines keep those from before a
/// start.
bool hasResultSince(const nlohmann::json &health, const QDateTime &start)
{
    const auto results = health.find("Log");
    return results != health.end() && results->is_array()
        && std::any_of(results->begin(), results->end(), [&start](const nlohmann::json &result) {
               const QDateTime end = result.is_object() ? timeOf(result, "End") : QDateTime();
               return !end.isValid() || !start.isValid() || end >= start;
           });
}

/// A time of a health check, in nanoseconds; where it says none, Docker takes half a minute.
std::chrono::milliseconds healthTimeOf(const nlohmann::json &check, const char *key)
{
    const std::chrono::nanoseconds time(json::fieldOr<qint64>(check, key, 0));
    return time.count() > 0 ? std::chrono::duration_cast<std::chrono::milliseconds>(time)
                            : std::chrono::seconds(30);
}

void setUnlessEmpty(nlohmann::json &target, const char *key, const auto &value)
{
    if (!value.isEmpty()) {
        target[key] = value;
    }
}

} // namespace

void from_json(const nlohmann::json &source, EngineVersion &target)
{
    target.version = json::field<QString>(source, "Version");
    target.apiVersion = json::field<QString>(source, "ApiVersion");
    target.os = json::field<QString>(source, "Os");
    target.architecture = json::field<QString>(source, "Arch");
    target.product = productOf(source);
}

void from_json(const nlohmann::json &source, ImageInfo &target)
{
    target.id = json::field<QString>(source, "Id");
    target.repoTags = json::fieldOr<QStringList>(source, "RepoTags", {});
    target.repoDigests = json::fieldOr<QStringList>(source, "RepoDigests", {});
    target.architecture = json::fieldOr<QString>(source, "Architecture", {});
    target.os = json::fieldOr<QString>(source, "Os", {});
    target.size = json::fieldOr<qint64>(source, "Size", 0);
    const auto config = source.find("Config");
    if (config != source.end() && !config->is_null()) {
        target.labels = labelsOf(*config, "Labels");
    }
}

void from_json(const nlohmann::json &source, ImageSummary &target)
{
    target.id = json::field<QString>(source, "Id");
    target.repoTags = json::fieldOr<QStringList>(source, "RepoTags", {});
    target.repoTags.removeAll(QStringLiteral("<none>:<none>"));
    target.created = json::fieldOr<qint64>(source, "Created", 0);
    target.size = json::fieldOr<qint64>(source, "Size", 0);
}

void from_json(const nlohmann::json &source, VolumeSummary &target)
{
    target.name = json::field<QString>(source, "Name");
    target.driver = json::fieldOr<QString>(source, "Driver", {});
    target.createdAt = timeOf(source, "CreatedAt");
    target.mountpoint = json::fieldOr<QString>(source, "Mountpoint", {});
}

void from_json(const nlohmann::json &source, PortMapping &target)
{
    target.inside = json::fieldOr<int>(source, "PrivatePort", 0);
    target.outside = json::fieldOr<int>(source, "PublicPort", 0);
    target.protocol = json::fieldOr<QString>(source, "Type", {});
}

void from_json(const nlohmann::json &source, ContainerSummary &target)
{
    target.id = json::field<QString>(source, "Id");
    target.names = json::fieldOr<QStringList>(source, "Names", {});
    target.image = json::fieldOr<QString>(source, "Image", {});
    target.imageId = json::fieldOr<QString>(source, "ImageID", {});
    target.state = json::fieldOr<QString>(source, "State", {});
    target.status = json::fieldOr<QString>(source, "Status", {});
    target.created = json::fieldOr<qint64>(source, "Created", 0);
    target.labels = labelsOf(source, "Labels");
    for (const PortMapping &port : json::fieldOr<std::vector<PortMapping>>(source, "Ports", {})) {
        // Docker lists a port for IPv4 and again for IPv6.
        if (std::find(target.ports.begin(), target.ports.end(), port) == target.ports.end()) {
            target.ports.push_back(port);
        }
    }
}

void from_json(const nlohmann::json &source, ContainerResources &target)
{
    target.memory = json::fieldOr<qint64>(source, "Memory", 0);
    target.memorySwap = json::fieldOr<qint64>(source, "MemorySwap", 0);
    target.memoryReservation = json::fieldOr<qint64>(source, "MemoryReservation", 0);
    target.nanoCpus = json::fieldOr<qint64>(source, "NanoCpus", 0);
    target.cpuPeriod = json::fieldOr<qint64>(source, "CpuPeriod", 0);
    target.cpuQuota = json::fieldOr<qint64>(source, "CpuQuota", 0);
}

void from_json(const nlohmann::json &source, ContainerMount &target)
{
    target.type = json::fieldOr<QString>(source, "Type", {});
    target.source = json::fieldOr<QString>(source, "Source", {});
    target.destination = json::fieldOr<QString>(source, "Destination", {});
    target.isWritable = json::fieldOr<bool>(source, "RW", false);
}

void from_json(const nlohmann::json &source, ContainerDetails &target)
{
    target.id = json::field<QString>(source, "Id");
    target.name = json::fieldOr<QString>(source, "Name", {});
    const nlohmann::json &state = source.at("State");
    target.state = json::field<QString>(state, "Status");
    target.exitCode = json::fieldOr<int>(state, "ExitCode", 0);
    target.pid = json::fieldOr<qint64>(state, "Pid", 0);
    target.failure = json::fieldOr<QString>(state, "Error", {});
    const nlohmann::json health = objectAt(state, "Health");
    target.health = json::fieldOr<QString>(health, "Status", {});
    target.startedAt = timeOf(state, "StartedAt");
    target.hasHealthResult = hasResultSince(health, target.startedAt);
    target.finishedAt = timeOf(state, "FinishedAt");
    target.isOutOfMemory = json::fieldOr<bool>(state, "OOMKilled", false);
    target.restarts = json::fieldOr<int>(source, "RestartCount", 0);
    target.imageId = json::fieldOr<QString>(source, "Image", {});
    const nlohmann::json host = objectAt(source, "HostConfig");
    target.resources = host.get<ContainerResources>();
    const nlohmann::json policy = objectAt(host, "RestartPolicy");
    target.restartPolicy = json::fieldOr<QString>(policy, "Name", {});
    target.restartRetries = json::fieldOr<int>(policy, "MaximumRetryCount", 0);
    const nlohmann::json config = objectAt(source, "Config");
    target.labels = labelsOf(config, "Labels");
    target.hasTerminal = json::fieldOr<bool>(config, "Tty", false);
    target.isRootReadOnly = json::fieldOr<bool>(host, "ReadonlyRootfs", false);
    target.mounts = json::fieldOr<std::vector<ContainerMount>>(source, "Mounts", {});
    const nlohmann::json check = objectAt(config, "Healthcheck");
    target.healthDue = healthTimeOf(check, "Interval") + healthTimeOf(check, "Timeout");
}

void from_json(const nlohmann::json &source, ExecDetails &target)
{
    target.running = json::field<bool>(source, "Running");
    target.exitCode = json::optionalField<int>(source, "ExitCode");
    if (target.running) {
        target.exitCode.reset(); // Podman writes 0 before the end
    }
    target.pid = json::fieldOr<qint64>(source, "Pid", 0);
}

void from_json(const nlohmann::json &source, EngineEvent &target)
{
    target.type = json::field<QString>(source, "Type");
    target.action = json::field<QString>(source, "Action");
    const auto actor = source.find("Actor");
    if (actor != source.end() && !actor->is_null()) {
        target.actorId = json::fieldOr<QString>(*actor, "ID", {});
        target.attributes = labelsOf(*actor, "Attributes");
    }
    target.timeNano = json::fieldOr<qint64>(source, "timeNano", 0);
}

void to_json(nlohmann::json &target, const ContainerSpec &source)
{
    target = nlohmann::json::object();
    target["Image"] = source.image;
    setUnlessEmpty(target, "Entrypoint", source.entrypoint);
    setUnlessEmpty(target, "Cmd", source.command);
    setUnlessEmpty(target, "Labels", source.labels);
    setUnlessEmpty(target, "User", source.user);
    setUnlessEmpty(target, "WorkingDir", source.workingDirectory);

    nlohmann::json host = nlohmann::json::object();
    setUnlessEmpty(host, "Binds", source.binds);
    setUnlessEmpty(host, "Tmpfs", source.tmpfs);
    setUnlessEmpty(host, "ExtraHosts", source.extraHosts);
    setUnlessEmpty(host, "NetworkMode", source.network);
    setUnlessEmpty(host, "PidMode", source.processNamespace);
    setUnlessEmpty(host, "UsernsMode", source.userNamespace);
    setUnlessEmpty(host, "CapDrop", source.droppedCapabilities);
    setUnlessEmpty(host, "CapAdd", source.addedCapabilities);
    setUnlessEmpty(host, "SecurityOpt", source.securityOptions);
    if (!source.restartPolicy.isEmpty()) {
        host["RestartPolicy"] = {{"Name", source.restartPolicy}};
    }
    if (source.memory > 0) {
        host["Memory"] = source.memory;
    }
    if (source.nanoCpus > 0) {
        host["NanoCpus"] = source.nanoCpus;
    }
    target["HostConfig"] = std::move(host);

    // NetworkMode alone joins the network; an endpoint of "none" or "host" would be refused.
    if (!source.network.isEmpty() && !source.networkAliases.isEmpty()) {
        nlohmann::json endpoints = nlohmann::json::object();
        endpoints[source.network.toStdString()] = {{"Aliases", source.networkAliases}};
        target["NetworkingConfig"]["EndpointsConfig"] = std::move(endpoints);
    }
}

void to_json(nlohmann::json &target, const ContainerUpdate &source)
{
    target = nlohmann::json::object();
    const auto put = [&target](const char *key, qint64 value) {
        if (value != 0) {
            target[key] = value;
        }
    };
    put("Memory", source.resources.memory);
    put("MemorySwap", source.resources.memorySwap);
    put("MemoryReservation", source.resources.memoryReservation);
    put("NanoCpus", source.resources.nanoCpus);
    put("CpuPeriod", source.resources.cpuPeriod);
    put("CpuQuota", source.resources.cpuQuota);
    if (!source.restartPolicy.isEmpty()) {
        target["RestartPolicy"] = {{"Name", source.restartPolicy},
                                   {"MaximumRetryCount", source.restartRetries}};
    }
}

void to_json(nlohmann::json &target, const ExecConfig &source)
{
    target = nlohmann::json::object();
    target["Cmd"] = source.command;
    target["AttachStdin"] = source.attachStdin;
    target["AttachStdout"] = true;
    target["AttachStderr"] = true;
    target["Tty"] = source.tty;
    setUnlessEmpty(target, "Env", source.environment);
    setUnlessEmpty(target, "WorkingDir", source.workingDirectory);
    setUnlessEmpty(target, "User", source.user);
}

} // namespace pierhead::engine

#pragma once

#include <host/base/json.h>

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

/// The parts of the Engine API (v1.41) that Pierhead reads and writes. Each struct has a from_json
/// beside it in enginetypes.cpp; keys are Docker's, absent optional keys keep the default.
namespace pierhead::engine {

using Labels = QMap<QString, QString>;

/// GET /version
struct EngineVersion
{
    QString version;      ///< e.g. "20.10.24"
    QString apiVersion;   ///< e.g. "1.41"
    QString os;           ///< "linux"
    QString architecture; ///< Go's name: "amd64", "arm64"
    QString product;      ///< "Docker Engine", "Podman Engine", …: the first component's name
};

/// GET /images/{name}/json
struct ImageInfo
{
    QString id; ///< "sha256:…"
    QStringList repoTags;
    QStringList repoDigests;
    QString architecture; ///< Go's name
    QString os;
    qint64 size = 0; ///< bytes
    Labels labels;
};

/// One row of GET /images/json
struct ImageSummary
{
    QString id;           ///< "sha256:…"
    QStringList repoTags; ///< "alpine:3.15"; empty where it has none
    qint64 created = 0;   ///< seconds since 1970
    qint64 size = 0;      ///< bytes
};

/// One volume of GET /volumes
struct VolumeSummary
{
    QString name;
    QString driver; ///< "local"
    QDateTime createdAt;
    QString mountpoint; ///< on the engine's host
};

/// A port of a container.
struct PortMapping
{
    int inside = 0;   ///< of the container
    int outside = 0;  ///< of the engine's host; 0 where it is not published
    QString protocol; ///< "tcp"

    bool operator==(const PortMapping &) const = default;
};

/// One row of GET /containers/json
struct ContainerSummary
{
    QString id;
    QStringList names; ///< each with its leading "/"
    QString image;
    QString imageId;    ///< as in ImageSummary
    QString state;      ///< "running", "exited", "restarting", …
    QString status;     ///< "Up 3 minutes"
    qint64 created = 0; ///< seconds since 1970
    Labels labels;
    std::vector<PortMapping> ports; ///< each once, whatever the addresses it is published at
};

/// What a container may take, of its HostConfig; 0 where nothing is said.
struct ContainerResources
{
    qint64 memory = 0;            ///< bytes
    qint64 memorySwap = 0;        ///< bytes, memory and swap together; -1 for any
    qint64 memoryReservation = 0; ///< bytes
    qint64 nanoCpus = 0;          ///< processors, in 1/1,000,000,000
    qint64 cpuPeriod = 0;         ///< microseconds
    qint64 cpuQuota = 0;          ///< microseconds in each period

    bool operator==(const ContainerResources &) const = default;
};

/// What is mounted in a container.
struct ContainerMount
{
    QString type;        ///< "volume", "bind", "tmpfs"
    QString source = {}; ///< of a bind: the path on the engine's host, as it was asked for
    QString destination; ///< the path in the container
    bool isWritable = false;
};

/// GET /containers/{id}/json, what we need of it
struct ContainerDetails
{
    QString id;
    QString name;     ///< with its leading "/"
    QString state;    ///< State.Status
    int exitCode = 0; ///< State.ExitCode
    qint64 pid = 0;   ///< State.Pid, on the engine's host
    QString imageId;  ///< Image
    Labels labels;
    QString failure; ///< State.Error: why it could not be started
    QString health;  ///< State.Health.Status: "starting", "healthy", "unhealthy"; empty without one
    bool hasHealthResult = false; ///< State.Health.Log has one since startedAt
    /// Config.Healthcheck's interval and timeout: after its start a first result takes no longer.
    std::chrono::milliseconds healthDue{0};
    QDateTime startedAt;        ///< State.StartedAt, the last time; invalid where it never was
    QDateTime finishedAt;       ///< State.FinishedAt, likewise
    bool isOutOfMemory = false; ///< State.OOMKilled
    int restarts = 0;           ///< RestartCount, by the policy, since it was last started by hand
    QString restartPolicy;      ///< HostConfig.RestartPolicy.Name: "always", "no", …
    int restartRetries = 0;     ///< its MaximumRetryCount
    ContainerResources resources;
    bool hasTerminal = false;    ///< Config.Tty: its output has no frames
    bool isRootReadOnly = false; ///< HostConfig.ReadonlyRootfs
    std::vector<ContainerMount> mounts;
};

/// The body of POST /containers/create. Empty members are left out.
struct ContainerSpec
{
    QString name;
    QString image;
    QStringList entrypoint;
    QStringList command;
    Labels labels;
    QStringList binds;            ///< "host:container[:options]"
    QMap<QString, QString> tmpfs; ///< folder in the container to mount options
    QStringList extraHosts;       ///< "name:address"
    QString network;              ///< its name; empty for the engine's default
    QStringList networkAliases;
    QString restartPolicy; ///< "always", or empty
    qint64 memory = 0;     ///< bytes at most; 0 for no limit
    qint64 nanoCpus = 0;   ///< processors at most, in 1/1,000,000,000; 0 for no limit
    QString user;          ///< name or number, also "user:group"
    QString workingDirectory;
    QString processNamespace; ///< "host" for that of the engine's host
    QString userNamespace;    ///< "host", where the engine maps the users of containers to others
    QStringList droppedCapabilities; ///< "KILL", or "ALL"
    QStringList addedCapabilities;
    QStringList securityOptions; ///< "apparmor=unconfined"
};

/// The body of POST /containers/{id}/update. What is 0 stays as it is.
struct ContainerUpdate
{
    ContainerResources resources;
    /// Podman 5 takes the policy away where a body has none, so it goes with everything.
    QString restartPolicy;
    int restartRetries = 0;
};

/// The body of POST /containers/{id}/exec
struct ExecConfig
{
    QStringList command;
    QStringList environment; ///< "NAME=value"
    QString workingDirectory;
    QString user; ///< name or number; empty for the container's own
    bool attachStdin = false;
    bool tty = false;
};

/// GET /exec/{id}/json
struct ExecDetails
{
    bool running = false;
    std::optional<int> exitCode; ///< absent while running
    qint64 pid = 0;              ///< on the engine's host
};

/// One event of GET /events
struct EngineEvent
{
    QString type;   ///< "container", "image", …
    QString action; ///< "start", "die", …
    QString actorId;
    Labels attributes;
    qint64 timeNano = 0;
};

/// One line of a pull, build or load: what is being done, and how far it is where that is known.
struct TransferProgress
{
    QString id;         ///< the layer, or empty
    QString status;     ///< "Downloading", or the build's own output
    qint64 current = 0; ///< bytes
    qint64 total = 0;   ///< bytes; 0 where unknown
};

/// What a pull, build or load tells while it runs; called on the caller's thread.
using ProgressSink = std::function<void(const TransferProgress &)>;

void from_json(const nlohmann::json &source, EngineVersion &target);
void from_json(const nlohmann::json &source, ImageInfo &target);
void from_json(const nlohmann::json &source, ImageSummary &target);
void from_json(const nlohmann::json &source, VolumeSummary &target);
void from_json(const nlohmann::json &source, PortMapping &target);
void from_json(const nlohmann::json &source, ContainerSummary &target);
void from_json(const nlohmann::json &source, ContainerMount &target);
void from_json(const nlohmann::json &source, ContainerDetails &target);
void from_json(const nlohmann::json &source, ExecDetails &target);
void from_json(const nlohmann::json &source, EngineEvent &target);
void to_json(nlohmann::json &target, const ContainerSpec &source);
void from_json(const nlohmann::json &source, ContainerResources &target);
void to_json(nlohmann::json &target, const ContainerUpdate &source);
void to_json(nlohmann::json &target, const ExecConfig &source);

} // namespace pierhead::engine

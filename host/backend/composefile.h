#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace pierhead::backend {

/// One bind mount of a service as its author wrote it, in the short or the long form.
struct ComposeBind
{
    QString source; ///< on the engine's host
    QString target; ///< in the container
    QString mode;   ///< what follows the target: "ro", "rw,z"; empty for the default
};

/// What an author lets a service take at most: 0 where nothing is said, or a variable says it.
struct ComposeLimits
{
    qint64 memory = 0;      ///< bytes
    qint64 reservation = 0; ///< bytes that it is to have at least
    double cpus = 0;
    double period = 0;               ///< microseconds, where `cpu_quota` says it
    bool isMemoryInDeploy = false;   ///< `deploy.resources.limits.memory` is there
    bool isCpusInDeploy = false;     ///< and `.cpus`
    bool isReservedInDeploy = false; ///< `deploy.resources.reservations.memory`
    bool isReserved = false;         ///< `mem_reservation` is there
};

/// What a service is to be before one that depends on it is started.
enum class DependencyCondition {
    Started,   ///< `service_started`, and where nothing is said
    Healthy,   ///< `service_healthy`
    Completed, ///< `service_completed_successfully`: it ended with exit code 0
};

/// One entry of a service's `depends_on`.
struct ComposeDependency
{
    QString service;
    DependencyCondition condition = DependencyCondition::Started;
    bool isRequired = true; ///< else the other is started in any case (`required: false`)
};

/// What an author says of a service that decides what is added to it.
struct ComposeService
{
    QString name;
    QString restart; ///< as written; empty where the key is absent
    bool hasDeployRestartPolicy = false;
    bool sharesNetwork = false; ///< network_mode is "host", "none", "service:…" or "container:…"
    bool hasProfiles = false;   ///< compose makes it only where it is asked to
    bool isAwaitedToEnd = false; ///< another service depends on its successful end
    /// Those of `depends_on`, and those whose network, processes or volumes it shares.
    std::vector<ComposeDependency> dependencies;
    bool isPrivileged = false;
    QStringList hostNamespaces; ///< those of the engine's machine that it is in: "network", "pid"
    QStringList ports;          ///< as written, in the short form: "8080:80"
    QStringList devices;        ///< as written: "/dev/kvm"; of a mapping what is before the colon
    QStringList capabilities;   ///< `cap_add`
    QString image;              ///< as written; empty where the key is absent
    ComposeLimits limits;
    std::vector<ComposeBind> binds;

    /// Its end is no fault: the author says so, or another service waits for it.
    [[nodiscard]] bool isOneShot() const;
    [[nodiscard]] bool mountsAt(const QString &target) const;
    [[nodiscard]] bool dependsOn(const QString &service) const;
};

/// An author's compose file, as far as Pierhead has to know it. Compose itself reads the rest.
struct ComposeFile
{
    QString version; ///< the obsolete top-level key, or empty
    std::vector<ComposeService>
        services; ///< in the author's order: the first is the one that `vm.cli.exec` reaches

    /// The relative paths the file names beside itself: env files, configs, secrets, extended and
    /// included files, binds. Without a leading "./", each once, in order.
    QStringList references;

    QStringList otherFiles;    ///< of these, the compose files: included, or with extended services
    QStringList volumeFolders; ///< of the machine, which volumes are made of (driver_opts.device)

    /// The services' names, each after those it depends on; else in the author's order.
    [[nodiscard]] QStringList startOrder() const;
    /// The service of that name, or null.
    [[nodiscard]] const ComposeService *find(const QString &service) const;

    /// InvalidManifest, with line and column, where the text is no YAML or no compose file.
    [[nodiscard]] static Result<ComposeFile> parse(const QByteArray &text);
};

} // namespace pierhead::backend

#include "podmansettings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

namespace pierhead::engine {

namespace {

/// Podman raises its own number of open files as far as it may and lowers that of processes to
/// this, so a container that asks for more of either is refused.
constexpr quint64 mostFiles = 1048576;
constexpr quint64 mostProcesses = 4096;

quint64 hardLimit(__rlimit_resource resource)
{
    rlimit limit{};
    getrlimit(resource, &limit);
    return limit.rlim_max == RLIM_INFINITY ? 0 : limit.rlim_max;
}

bool hasSettings()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return !qEnvironmentVariableIsEmpty("CONTAINERS_CONF")
        || QFileInfo::exists(QStringLiteral("/etc/containers/containers.conf"))
        || QFileInfo::exists(config + QStringLiteral("/containers/containers.conf"));
}

} // namespace

PodmanSurroundings PodmanSurroundings::ofThisMachine()
{
    PodmanSurroundings found;
    found.isRoot = geteuid() == 0;
    found.hasSettings = engine::hasSettings();
    found.hasUnifiedCgroups =
        QFileInfo::exists(QStringLiteral("/sys/fs/cgroup/cgroup.controllers"));
    found.hasSystemd = QFileInfo::exists(QStringLiteral("/run/systemd/system"));
    found.hasCrun = !QStandardPaths::findExecutable(QStringLiteral("crun")).isEmpty();
    found.openFiles = hardLimit(RLIMIT_NOFILE);
    found.processes = hardLimit(RLIMIT_NPROC);
    return found;
}

QString podmanSettings(const PodmanSurroundings &surroundings)
{
    const bool isOrdinary = surroundings.hasSystemd && surroundings.hasUnifiedCgroups;
    if (!surroundings.isRoot || surroundings.hasSettings || isOrdinary) {
        return {};
    }
    const auto limit = [](const QString &name, quint64 hard, quint64 most) {
        return QStringLiteral("\"%1=%2:%2\"")
            .arg(name)
            .arg(hard == 0 ? most : std::min(hard, most));
    };
    const bool takesCrun = surroundings.hasUnifiedCgroups && surroundings.hasCrun;
    return QStringLiteral("[containers]\n"
                          "default_ulimits = [%1, %2]\n"
                          "[engine]\n"
                          "runtime = \"%3\"\n"
                          "cgroup_manager = \"cgroupfs\"\n"
                          "events_logger = \"file\"\n")
        .arg(limit(QStringLiteral("nofile"), surroundings.openFiles, mostFiles),
             limit(QStringLiteral("nproc"), surroundings.processes, mostProcesses),
             takesCrun ? QStringLiteral("crun") : QStringLiteral("runc"));
}

} // namespace pierhead::engine

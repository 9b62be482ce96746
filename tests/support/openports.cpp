#include "openports.h"

#include "result.h"
#include "sshprocesses.h"

#include <host/base/json.h>

#include <QDir>
#include <QHash>

#include <unistd.h>

namespace pierhead::test {

namespace {

/// The columns of /proc/net/tcp.
constexpr qsizetype localColumn = 1;
constexpr qsizetype stateColumn = 3;
constexpr qsizetype inodeColumn = 9;
const QByteArray listening = "0A";

/// By the numbers of their sockets.
QHash<QByteArray, QString> listenersHere()
{
    QHash<QByteArray, QString> listeners;
    for (const char *name : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
        QFile table(QString::fromLatin1(name));
        if (!table.open(QIODevice::ReadOnly)) {
            continue; // of a kernel without IPv6
        }
        for (const QByteArray &line : table.readAll().split('\n')) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.value(stateColumn) == listening) {
                listeners.insert(columns.value(inodeColumn),
                                 QString::fromLatin1(columns.value(localColumn)));
            }
        }
    }
    return listeners;
}

/// Of a descriptor that is a socket; it leads to "socket:[<number>]", which is no path.
QByteArray socketNumber(const QString &descriptor)
{
    const QByteArray target = QFile::symLinkTarget(descriptor).toLatin1();
    const qsizetype start = target.lastIndexOf("socket:[");
    return start < 0 ? QByteArray() : target.mid(target.indexOf('[', start) + 1).chopped(1);
}

/// The member at the path, null where there is none.
nlohmann::json memberAt(const nlohmann::json &object, const char *path)
{
    return object.value(nlohmann::json::json_pointer(path), nlohmann::json());
}

/// The names of those members that have something in them: of exposed ports the published ones.
QStringList filledMembers(const nlohmann::json &object)
{
    QStringList names;
    for (const auto &[name, value] : object.items()) {
        if (!value.empty()) {
            names.append(QString::fromStdString(name));
        }
    }
    return names;
}

QStringList openedBy(const nlohmann::json &container)
{
    QStringList opened = filledMembers(memberAt(container, "/HostConfig/PortBindings"))
        + filledMembers(memberAt(container, "/NetworkSettings/Ports"));
    if (memberAt(container, "/HostConfig/NetworkMode") == "host") {
        opened.append(QStringLiteral("host"));
    }
    opened.removeDuplicates();
    return opened;
}

} // namespace

QStringList listeningPorts(const QList<pid_t> &pids)
{
    const QHash<QByteArray, QString> listeners = listenersHere();
    QStringList found;
    for (const pid_t pid : pids) {
        const QDir folder(QStringLiteral("/proc/%1/fd").arg(pid));
        for (const QString &file : folder.entryList(QDir::AllEntries | QDir::System)) {
            const QByteArray number = socketNumber(folder.filePath(file));
            if (listeners.contains(number)) {
                found.append(listeners.value(number));
            }
        }
    }
    return found;
}

QStringList ownListeningPorts()
{
    return listeningPorts(QList<pid_t>{::getpid()} + sshProcesses());
}

Result<QStringList> openedPorts(const engine::EngineClient &client,
                                const extensions::ExtensionId &id)
{
    const auto containers = await(client.listContainers(
        {{QStringLiteral("label"),
          {QStringLiteral("com.docker.compose.project=") + id.projectName()}}}));
    if (!containers) {
        return tl::unexpected<Error>(containers.error());
    }
    QStringList opened;
    for (const engine::ContainerSummary &container : *containers) {
        const auto details = await(client.containerJson(container.id));
        if (!details) {
            return tl::unexpected<Error>(details.error());
        }
        const QString service =
            container.labels.value(QStringLiteral("com.docker.compose.service"));
        for (const QString &port : openedBy(*details)) {
            opened.append(service + QLatin1Char(' ') + port);
        }
    }
    opened.sort();
    return opened;
}

} // namespace pierhead::test

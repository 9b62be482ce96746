#include "containerprocess.h"

#include <QDir>
#include <QFile>
#include <QMultiHash>

#include <cerrno>
#include <csignal>
#include <optional>
#include <sys/syscall.h>
#include <unistd.h>

namespace pierhead::backend {

namespace {

QByteArray procFile(qint64 number, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(number).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isInContainer(qint64 number, const QString &containerId)
{
    return !containerId.isEmpty() && procFile(number, "cgroup").contains(containerId.toLatin1());
}

/// The last number of a line such as "NSpid:	4711	12".
qint64 lastNumber(const QByteArray &status, const QByteArray &key)
{
    for (const QByteArray &line : status.split('\n')) {
        if (line.startsWith(key)) {
            return line.mid(line.lastIndexOf('\t') + 1).toLongLong();
        }
    }
    return 0;
}

QMultiHash<qint64, qint64> childrenOfAll()
{
    QMultiHash<qint64, qint64> children;
    const QStringList entries =
        QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const qint64 number = entry.toLongLong(&isNumber);
        if (isNumber) {
            children.insert(lastNumber(procFile(number, "status"), "PPid:"), number);
        }
    }
    return children;
}

} // namespace

bool ContainerProcess::kill() const
{
    // A handle first, then the look whether it is still the one that is meant.
    const auto handle = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(number), 0));
    if (handle < 0) {
        return errno == ESRCH;
    }
    bool isDone = true;
    if (isInContainer(number, containerId)) {
        isDone =
            ::syscall(SYS_pidfd_send_signal, handle, SIGKILL, nullptr, 0) == 0 || errno == ESRCH;
    }
    ::close(handle);
    return isDone;
}

std::vector<ContainerProcess> processTree(qint64 number, const QString &containerId)
{
    std::vector<ContainerProcess> tree;
    const QMultiHash<qint64, qint64> children = childrenOfAll();
    QList<qint64> queue{number};
    while (!queue.isEmpty()) {
        const qint64 next = queue.takeFirst();
        if (next > 0 && isInContainer(next, containerId)) {
            tree.push_back({next, lastNumber(procFile(next, "status"), "NSpid:"), containerId});
            queue.append(children.values(next));
        }
    }
    return tree;
}

} // namespace pierhead::backend

#include "containerprocess.h"

#include <QDir>
#include <QFile>
#include <QMap>

#include <cerrno>
#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>

namespace pierhead::backend {

namespace {

QByteArray procFile(qint64 number, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(number).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The numbers of a line such as "NSpid:	4711	57	12" of a process's status.
QList<qint64> numbersAt(const QByteArray &status, const QByteArray &key)
{
    QList<qint64> numbers;
    for (const QByteArray &line : status.split('\n')) {
        if (line.startsWith(key)) {
            for (const QByteArray &number : line.mid(key.size()).simplified().split(' ')) {
                numbers.append(number.toLongLong());
            }
        }
    }
    return numbers;
}

/// The process over the container that a process is in: the first above it that is in another
/// process namespace. 0 where it is in none of its own.
qint64 watcherOf(qint64 number)
{
    const auto depthOf = [](const QByteArray &status) {
        return numbersAt(status, "NSpid:").size();
    };
    QByteArray status = procFile(number, "status");
    const qsizetype depth = depthOf(status);
    while (number > 0 && depth > 1 && depthOf(status) >= depth) {
        number = numbersAt(status, "PPid:").value(0);
        status = procFile(number, "status");
    }
    return depth > 1 ? number : 0;
}

/// By its control group; or, since an engine without rights may make none, by the program that the
/// engine has watch over the container, which has the container's id among its arguments.
bool isInContainer(qint64 number, const QString &containerId)
{
    const QByteArray id = containerId.toLatin1();
    if (id.isEmpty()) {
        return false;
    }
    if (procFile(number, "cgroup").contains(id)) {
        return true;
    }
    const qint64 watcher = watcherOf(number);
    return watcher > 0 && procFile(watcher, "cmdline").contains(id);
}

/// A process of the container as /proc tells of it.
struct Entry
{
    qint64 parent = 0;
    QList<qint64> numbers; ///< from this process's namespace to the container's own
};

QMap<qint64, Entry> entriesOf(const QString &containerId)
{
    QMap<qint64, Entry> entries;
    const QStringList names =
        QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 number = name.toLongLong(&isNumber);
        if (isNumber && isInContainer(number, containerId)) {
            const QByteArray status = procFile(number, "status");
            entries.insert(number,
                           {numbersAt(status, "PPid:").value(0), numbersAt(status, "NSpid:")});
        }
    }
    return entries;
}

/// The processes that the engine may mean; its own namespace is not the container's.
QList<qint64> meantBy(qint64 engineNumber, const QMap<qint64, Entry> &entries)
{
    QList<qint64> meant;
    for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
        const QList<qint64> &numbers = entry->numbers;
        const bool isOutside = numbers.size() < 2;
        if ((isOutside ? numbers : numbers.first(numbers.size() - 1)).contains(engineNumber)) {
            meant.append(entry.key());
        }
    }
    return meant;
}

} // namespace

FileDescriptor ContainerProcess::open() const
{
    // A handle first, then the look whether it is still the one that is meant.
    FileDescriptor handle(
        static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(number), 0)));
    if (handle.isValid() && !isInContainer(number, containerId)) {
        errno = ESRCH;
        return {};
    }
    return handle;
}

bool ContainerProcess::kill() const
{
    const FileDescriptor handle = open();
    return handle.isValid()
        ? ::syscall(SYS_pidfd_send_signal, handle.get(), SIGKILL, nullptr, 0) == 0 || errno == ESRCH
        : errno == ESRCH;
}

std::vector<ContainerProcess> processTree(qint64 engineNumber, const QString &containerId)
{
    std::vector<ContainerProcess> tree;
    const QMap<qint64, Entry> entries = entriesOf(containerId);
    QList<qint64> queue = meantBy(engineNumber, entries);
    if (queue.size() != 1) {
        return tree;
    }
    while (!queue.isEmpty()) {
        const qint64 next = queue.takeFirst();
        const QList<qint64> numbers = entries.value(next).numbers;
        tree.push_back({next, numbers.isEmpty() ? next : numbers.last(), containerId});
        for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
            if (entry->parent == next) {
                queue.append(entry.key());
            }
        }
    }
    return tree;
}

std::vector<ContainerProcess> processesNumbered(qint64 numberInside, const QString &containerId)
{
    std::vector<ContainerProcess> found;
    const QMap<qint64, Entry> entries = entriesOf(containerId);
    for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
        if (!entry->numbers.isEmpty() && entry->numbers.last() == numberInside) {
            found.push_back({entry.key(), numberInside, containerId});
        }
    }
    return found;
}

} // namespace pierhead::backend

#include "pageprocesses.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>

#include <algorithm>
#include <chrono>
#include <thread>

namespace pierhead::test {

namespace {

constexpr qint64 longestWatch = 10'000;
constexpr std::chrono::milliseconds watchInterval(5);

QStringList processFolders()
{
    return QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
}

/// The words, each with a NUL behind it; nothing where the process has ended.
QByteArray commandLineOf(const QString &process)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 parentOf(qint64 process)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    return stat.open(QIODevice::ReadOnly)
        ? stat.readAll().split(')').last().split(' ').value(2).toLongLong()
        : 0;
}

} // namespace

QMultiMap<QByteArray, pid_t> processesByLastWord(const QByteArrayList &words)
{
    QMultiMap<QByteArray, pid_t> found;
    for (const QString &process : processFolders()) {
        const QByteArrayList command = commandLineOf(process).split('\0');
        const QByteArray last = command.value(command.size() - 2);
        if (!last.isEmpty() && words.contains(last)) {
            found.insert(last, static_cast<pid_t>(process.toLongLong()));
        }
    }
    return found;
}

QList<pid_t> webProcesses()
{
    QList<pid_t> found;
    for (const QString &process : processFolders()) {
        if (!commandLineOf(process).contains("QtWebEngineProcess")) {
            continue;
        }
        qint64 ancestor = process.toLongLong();
        while (ancestor > 1 && ancestor != QCoreApplication::applicationPid()) {
            ancestor = parentOf(ancestor);
        }
        if (ancestor > 1) {
            found.append(static_cast<pid_t>(process.toLongLong()));
        }
    }
    return found;
}

std::future<qint64> timeUntilGone(QList<pid_t> processes)
{
    const auto watch = [processes = std::move(processes)] {
        QElapsedTimer timer;
        timer.start();
        const auto isThere = [](pid_t process) {
            return !commandLineOf(QString::number(process)).isEmpty();
        };
        while (timer.elapsed() <= longestWatch
               && std::any_of(processes.cbegin(), processes.cend(), isThere)) {
            std::this_thread::sleep_for(watchInterval);
        }
        return timer.elapsed();
    };
    return std::async(std::launch::async, watch);
}

} // namespace pierhead::test

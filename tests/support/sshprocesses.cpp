#include "sshprocesses.h"

#include <QDir>

#include <csignal>
#include <map>
#include <unistd.h>

namespace pierhead::test {

namespace {

struct Process
{
    QByteArray name;
    pid_t parent = 0;
};

std::map<pid_t, Process> processes()
{
    std::map<pid_t, Process> all;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")});
    for (const QString &entry : entries) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (stat.open(QIODevice::ReadOnly)) {
            const QByteArray line = stat.readAll();
            const qsizetype start = line.indexOf('(') + 1;
            const qsizetype end = line.lastIndexOf(')');
            const pid_t parent = line.mid(end + 2).split(' ').value(1).toInt();
            all.insert({entry.toInt(), {line.mid(start, end - start), parent}});
        }
    }
    return all;
}

} // namespace

QList<pid_t> sshProcesses()
{
    QList<pid_t> found;
    for (const auto &[pid, process] : processes()) {
        if (process.name == "ssh" && process.parent == getpid()) {
            found.append(pid);
        }
    }
    return found;
}

bool killSessions()
{
    const std::map<pid_t, Process> all = processes();
    QList<pid_t> found;
    for (const auto &[pid, process] : all) {
        QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(pid));
        pid_t ancestor = process.parent;
        while (ancestor > 1 && ancestor != getpid() && all.contains(ancestor)) {
            ancestor = all.at(ancestor).parent;
        }
        if (ancestor == getpid() && process.name == "sshd" && commandLine.open(QIODevice::ReadOnly)
            && commandLine.readAll().startsWith("sshd: root@")) {
            found.append(pid);
        }
    }
    for (const pid_t pid : found) {
        kill(pid, SIGKILL);
    }
    return !found.isEmpty();
}

} // namespace pierhead::test

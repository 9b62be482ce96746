#include "processortime.h"

#include <QDir>
#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace pierhead::bench {

namespace {

QByteArray procFile(const QString &process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process, QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString namespaceOf(const QString &process)
{
    return QFile::symLinkTarget(QStringLiteral("/proc/%1/ns/pid").arg(process));
}

/// Its own time and that of the children it has waited for.
double timeOf(const QString &process)
{
    const QByteArray stat = procFile(process, "stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    double ticks = 0;
    for (int field = 11; field < 15 && field < fields.size(); ++field) {
        ticks += fields.at(field).toDouble();
    }
    return ticks * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double timeOf(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto milliseconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

} // namespace

ProcessorTime ProcessorTime::now(const QString &socket)
{
    ProcessorTime time{0, 0, timeOf(RUSAGE_SELF), timeOf(RUSAGE_CHILDREN)};
    const QStringList processes =
        QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")});
    QString engines;
    for (const QString &process : processes) {
        const QByteArray command = procFile(process, "cmdline");
        if (command.startsWith("dockerd") && command.contains(socket.toUtf8())) {
            engines = namespaceOf(process);
        }
    }
    for (const QString &process : processes) {
        if (procFile(process, "cmdline").startsWith("/.pierhead-agent")) {
            time.agents += timeOf(process);
        } else if (!engines.isEmpty() && namespaceOf(process) == engines) {
            time.engine += timeOf(process);
        }
    }
    return time;
}

ProcessorTime ProcessorTime::since(const ProcessorTime &before) const
{
    return {engine - before.engine,
            agents - before.agents,
            ourselves - before.ourselves,
            children - before.children};
}

} // namespace pierhead::bench

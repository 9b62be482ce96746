#pragma once

#include <host/backend/execguard.h>

#include <QDir>
#include <QFile>
#include <QList>

#include <sys/types.h>

namespace pierhead::test {

/// The guard under a name that no other test's has.
[[nodiscard]] inline QString linkToGuard(const QString &folder)
{
    const QString link = folder + QStringLiteral("/guard");
    QFile::link(backend::ExecGuard::programPath(), link);
    return link;
}

/// The processes that were started by this path. Guards are no children of who starts them.
[[nodiscard]] inline QList<pid_t> guardProcesses(const QString &program)
{
    const QByteArray begin = QFile::encodeName(program) + '\0';
    const QStringList processes =
        QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    QList<pid_t> found;
    for (const QString &process : processes) {
        QFile words(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (words.open(QIODevice::ReadOnly) && words.readAll().startsWith(begin)) {
            found.append(static_cast<pid_t>(process.toLongLong()));
        }
    }
    return found;
}

} // namespace pierhead::test

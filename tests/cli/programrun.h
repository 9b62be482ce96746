#pragma once

#include <QByteArray>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace pierhead::test {

/// How a run of a program ended.
struct ProgramRun
{
    int exitCode = -1; ///< -1 where a signal ended it, or nothing could be started
    QString output;    ///< of standard output
    QString errors;    ///< of standard error

    /// For a failure message.
    [[nodiscard]] QByteArray describe() const;
};

/// The built docker-extension, or the copy of it.
[[nodiscard]] QString programPath();
/// From now on it is a copy in that folder: away from the program with the window, which would show
/// the page of each update.
[[nodiscard]] bool copyProgram(const QString &folder);

/// The environment of this process with variables set, or taken out where the value is null, and
/// nothing in it that names an engine.
[[nodiscard]] QProcessEnvironment programEnvironment(const QMap<QString, QString> &changes = {});

/// Runs a program with nothing on standard input and waits for its end.
[[nodiscard]] ProgramRun runProgram(const QString &program,
                                    const QStringList &arguments,
                                    const QMap<QString, QString> &environment = {});

/// The same with the built docker-extension.
[[nodiscard]] ProgramRun runCli(const QStringList &arguments,
                                const QMap<QString, QString> &environment = {});

/// The same with that on standard input.
[[nodiscard]] ProgramRun runCliOn(const QByteArray &input, const QStringList &arguments);

/// The same with a standard output that nobody reads: its other end is closed.
[[nodiscard]] ProgramRun runCliUnread(const QStringList &arguments);

} // namespace pierhead::test

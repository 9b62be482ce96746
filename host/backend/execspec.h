#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace pierhead::backend {

/// A command to run in a backend's container, argv and no shell.
struct ExecSpec
{
    QStringList command;                ///< program and arguments
    QString workingDirectory;           ///< empty for the container's own
    QMap<QString, QString> environment; ///< over the container's own
};

/// How a command ended. Exactly one of exitCode and signal tells:
///
/// | exitCode | signal | means |
/// |---|---|---|
/// | 0 | – | it succeeded |
/// | n | – | it ended with n |
/// | 126, 127 | – | it could not be run, or is not there; stderr has the engine's words |
/// | 128 + n | – | in a container: signal n ended it, or it ended with that number |
/// | – | "SIGKILL" | on this machine: that signal ended it |
///
/// The engine's exec API tells of no signals, so the agent in a container does not either.
struct ExecOutcome
{
    std::optional<int> exitCode;
    QString signal;            ///< "SIGTERM", or empty
    QByteArray standardOutput; ///< as it came: any bytes
    QByteArray standardError;
};

} // namespace pierhead::backend

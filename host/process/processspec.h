#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace pierhead::process {

/// A program of this machine to be run: never a shell line.
struct ProcessSpec
{
    QString program; ///< a path, or a name that is looked for in PATH
    QStringList arguments;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString workingDirectory;      ///< empty for ours
    QByteArray standardInput = {}; ///< all of it
};

/// How it ended, and what it wrote.
struct ProcessOutcome
{
    int exitCode = 0;          ///< where it exited by itself
    bool isCrash = false;      ///< ended by a signal
    QByteArray standardOutput; ///< the first outputLimit bytes
    QByteArray standardError;  ///< the first outputLimit bytes
    bool isTruncated = false;  ///< there was more of one of the two
};

/// What is kept of each of the two outputs; the rest is read and dropped.
constexpr qsizetype outputLimit = 16LL * 1024 * 1024;

} // namespace pierhead::process

#pragma once

#include <host/backend/commandstream.h>

namespace pierhead::test {

/// A command of these words, in the container's own folder and environment.
inline backend::ExecSpec command(const QStringList &words)
{
    return {.command = words, .workingDirectory = {}, .environment = {}};
}

/// A script for the container's shell.
inline backend::ExecSpec shell(const char *script)
{
    return command({QStringLiteral("sh"), QStringLiteral("-c"), QLatin1String(script)});
}

/// The same with its output while it comes.
inline backend::CommandSpec stream(const char *script)
{
    backend::CommandSpec spec;
    spec.exec = shell(script);
    return spec;
}

} // namespace pierhead::test

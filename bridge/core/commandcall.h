#pragma once

#include "callcontext.h"

#include <host/backend/commandstream.h>
#include <host/base/json.h>

/// What the three `exec` of ddClient have in common (contract 3.3). Private to bridge/core.
namespace pierhead::bridge {

/// `exec(cmd, args, {cwd, env})`.
struct ExecArgs
{
    QString command;
    QStringList args;
    QString workingDirectory;
    QMap<QString, QString> environment;

    /// What is run, by the rules of the promise form (CommandWords::from), after `before`.
    [[nodiscard]] Result<backend::ExecSpec> joined(const QStringList &before = {}) const;
    /// The same by the rules of the streaming form (CommandWords::verbatim).
    [[nodiscard]] Result<backend::ExecSpec> verbatim(const QStringList &before = {}) const;
    /// The line that a result calls `cmd`.
    [[nodiscard]] QString line(const QString &before = {}) const;
};

void from_json(const nlohmann::json &source, ExecArgs &args);

/// How a command went that was waited for.
struct ExecReply
{
    QString line;
    backend::ExecOutcome outcome;
};

void to_json(nlohmann::json &target, const ExecReply &reply);

/// Hands a command's output to the page as chunks {"stdout": "…"} or {"stderr": "…"}, as fast as
/// the page uses them, cut between characters. The end is {"code": n}; a stop kills the command.
[[nodiscard]] Task<Result<nlohmann::json>>
streamCommand(StreamContext context, std::unique_ptr<backend::CommandStream> command);

} // namespace pierhead::bridge

#pragma once

#include "commandrelay.h"
#include "methodtable.h"

#include <host/base/json.h>

#include <optional>

/// What the three `exec` of ddClient have in common (contract 3.3). Private to bridge/core.
namespace pierhead::bridge {

enum class ExecForm {
    Promise,
    Stream,
};

/// `exec(cmd, args, {cwd, env})`, and what streams of `ddClient.pierhead` have besides.
struct ExecArgs
{
    QString command;
    QStringList args;
    QString workingDirectory;
    QMap<QString, QString> environment;
    bool hasInput = false;
    std::optional<backend::TerminalSize> terminal;

    /// What is run, by the rules of the form (CommandWords), after `before`.
    [[nodiscard]] Result<backend::ExecSpec> spec(ExecForm form,
                                                 const QStringList &before = {}) const;
    /// The line that a result calls `cmd`.
    [[nodiscard]] QString line(const QString &before = {}) const;
};

void from_json(const nlohmann::json &source, ExecArgs &args);

/// For commands that run on this machine: the engine is the extension's own, whatever the page puts
/// into the environment.
void removeEngineVariables(QMap<QString, QString> &environment);

/// How a command went that was waited for.
struct ExecReply
{
    QString line;
    backend::ExecOutcome outcome;
};

void to_json(nlohmann::json &target, const ExecReply &reply);

/// A command that is about to run: in which session (BackendSession, HostSession), and what a
/// result calls it.
template <typename Session>
struct PlannedCommand
{
    Session session;
    backend::ExecSpec spec;
    QString line;
};

/// What becomes of a page's `exec`, or why it cannot be.
template <typename Session>
using CommandPlan = Result<PlannedCommand<Session>> (*)(const PageContext &page,
                                                        const ExecArgs &args,
                                                        ExecForm form);

template <typename Session>
[[nodiscard]] Task<Result<ExecReply>>
awaitCommand(CommandPlan<Session> plan, CallContext context, ExecArgs args)
{
    PIERHEAD_CO_TRY(planned, plan(*context.page, args, ExecForm::Promise));
    PIERHEAD_CO_TRY(outcome, co_await planned.session.exec(std::move(planned.spec), context.stop));
    co_return ExecReply{std::move(planned.line), std::move(outcome)};
}

template <typename Session>
[[nodiscard]] Task<Result<nlohmann::json>>
openCommand(CommandPlan<Session> plan, StreamContext context, ExecArgs args)
{
    PIERHEAD_CO_TRY(planned, plan(*context.page, args, ExecForm::Stream));
    backend::CommandSpec command{std::move(planned.spec), args.hasInput, args.terminal};
    PIERHEAD_CO_TRY(running, co_await planned.session.start(std::move(command), context.stop));
    co_return co_await streamCommand(std::move(context), std::move(running));
}

/// Adds an `exec`, as a call and as a stream.
template <typename Session>
void addExec(MethodTable &table,
             const QString &name,
             extensions::Permission permission,
             CommandPlan<Session> plan)
{
    table.add<ExecArgs, ExecReply>(name, permission, [plan](CallContext context, ExecArgs args) {
        return awaitCommand(plan, std::move(context), std::move(args));
    });
    table.addStream<ExecArgs, nlohmann::json>(name, [plan](StreamContext context, ExecArgs args) {
        return openCommand(plan, std::move(context), std::move(args));
    });
}

} // namespace pierhead::bridge

#include "backendhandlers.h"

#include "commandwords.h"

namespace pierhead::bridge {

namespace {

struct ExecArgs
{
    QString command;
    QStringList args;
    QString workingDirectory;
    QMap<QString, QString> environment;
};

void from_json(const nlohmann::json &source, ExecArgs &args)
{
    args.command = json::field<QString>(source, "cmd");
    args.args = json::fieldOr<QStringList>(source, "args", {});
    args.workingDirectory = json::fieldOr<QString>(source, "cwd", {});
    args.environment = json::fieldOr<QMap<QString, QString>>(source, "env", {});
}

struct ExecReply
{
    QString line;
    backend::ExecOutcome outcome;
};

void to_json(nlohmann::json &target, const ExecReply &reply)
{
    // Output is any bytes; what is not UTF-8 in it is replaced when the message is written.
    target = {{"cmd", reply.line},
              {"code", nullptr},
              {"signal", nullptr},
              {"stdout", reply.outcome.standardOutput.toStdString()},
              {"stderr", reply.outcome.standardError.toStdString()}};
    if (reply.outcome.exitCode) {
        target["code"] = *reply.outcome.exitCode;
    }
    if (!reply.outcome.signal.isEmpty()) {
        target["signal"] = reply.outcome.signal;
    }
}

Task<Result<ExecReply>> exec(CallContext context, ExecArgs args)
{
    const extensions::InstalledExtension &extension = context.page->extension;
    if (!extension.manifest.backend || !context.page->backend) {
        co_return failure(ErrorCode::NotFound,
                          QStringLiteral("%1 has no backend to run a command in: its metadata.json "
                                         "has no \"vm\".")
                              .arg(extension.id.value()));
    }
    PIERHEAD_CO_TRY(words, CommandWords::from(args.command, args.args));
    backend::ExecSpec spec{std::move(words), args.workingDirectory, args.environment};
    PIERHEAD_CO_TRY(outcome, co_await context.page->backend->exec(std::move(spec), context.stop));
    co_return ExecReply{CommandWords::join(args.command, args.args), std::move(outcome)};
}

} // namespace

void addBackendHandlers(MethodTable &table)
{
    table.add<ExecArgs, ExecReply>(
        QStringLiteral("extension.vm.cli.exec"), extensions::Permission::Vm, &exec);
    table.addUnsupported(QStringLiteral("extension.vm.service.request"));
    table.addUnsupported(QStringLiteral("extension.host.cli.exec"));
    table.addUnsupported(QStringLiteral("docker.cli.exec"));
    table.addUnsupported(QStringLiteral("docker.listContainers"));
    table.addUnsupported(QStringLiteral("docker.listImages"));
}

} // namespace pierhead::bridge

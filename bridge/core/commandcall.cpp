#include "commandcall.h"

#include "commandwords.h"

namespace pierhead::bridge {

Result<backend::ExecSpec> ExecArgs::spec(ExecForm form, const QStringList &before) const
{
    PIERHEAD_TRY(words,
                 form == ExecForm::Promise ? CommandWords::from(command, args)
                                           : CommandWords::verbatim(command, args));
    return backend::ExecSpec{before + words, workingDirectory, environment};
}

QString ExecArgs::line(const QString &before) const
{
    return before.isEmpty() ? CommandWords::join(command, args)
                            : CommandWords::join(before, QStringList{command} + args);
}

void removeEngineVariables(QMap<QString, QString> &environment)
{
    for (const char *name :
         {"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"}) {
        environment.remove(QString::fromLatin1(name));
    }
}

void from_json(const nlohmann::json &source, ExecArgs &args)
{
    args.command = json::field<QString>(source, "cmd");
    args.args = json::fieldOr<QStringList>(source, "args", {});
    args.workingDirectory = json::fieldOr<QString>(source, "cwd", {});
    args.environment = json::fieldOr<QMap<QString, QString>>(source, "env", {});
    args.hasInput = json::fieldOr<bool>(source, "hasInput", false);
    if (const auto terminal = json::optionalField<nlohmann::json>(source, "terminal")) {
        args.terminal = terminalSize(*terminal);
    }
}

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

} // namespace pierhead::bridge

#include "dockerhandlers.h"

#include "commandcall.h"
#include "socketmounts.h"

#include <host/backend/dockersocket.h>

#include <QStandardPaths>

namespace pierhead::bridge {

namespace {

/// The program that speaks for the engine, with what it has to be told before a command.
Result<QStringList> dockerProgram(const PageContext &page)
{
    if (!QStandardPaths::findExecutable(QStringLiteral("docker")).isEmpty()) {
        return QStringList{QStringLiteral("docker")};
    }
    // Podman understands most of the same words, and is there where an engine of its is used.
    if (!QStandardPaths::findExecutable(QStringLiteral("podman")).isEmpty()) {
        return QStringList{QStringLiteral("podman"),
                           QStringLiteral("--remote"),
                           QStringLiteral("--url"),
                           page.engine.address().toString()};
    }
    return failure(ErrorCode::NotFound,
                   QStringLiteral("The extension wants to run a docker command, but there is no "
                                  "docker program on this machine. Install the package docker-cli "
                                  "or docker.io."));
}

Result<PlannedCommand<backend::HostSession>>
onEngine(const PageContext &page, const ExecArgs &args, ExecForm form)
{
    PIERHEAD_TRY(program, dockerProgram(page));
    PIERHEAD_TRY(spec, args.spec(form, program));
    removeEngineVariables(spec.environment);
    const engine::EngineAddress address = page.engine.address();
    if (address.transport == engine::EngineAddress::Transport::UnixSocket) {
        spec.command = withEngineSocket(std::move(spec.command), backend::socketOn(address));
    }
    return PlannedCommand<backend::HostSession>{
        *page.host, std::move(spec), args.line(QStringLiteral("docker"))};
}

/// The options of a list as the Engine API's query. Pages give numbers and booleans as such and as
/// text, and `filters` as text or as an object.
struct ListArgs
{
    QMap<QString, QString> query;
};

QString queryText(const nlohmann::json &value)
{
    if (value.is_boolean()) {
        return value.get<bool>() ? QStringLiteral("1") : QStringLiteral("0");
    }
    if (value.is_string()) {
        return value.get<QString>();
    }
    return QString::fromUtf8(json::serialize(value));
}

void from_json(const nlohmann::json &source, ListArgs &args)
{
    for (const char *name : {"all", "limit", "size", "filters", "digests", "shared-size"}) {
        const auto found = source.find(name);
        if (found != source.end() && !found->is_null()) {
            args.query.insert(QString::fromLatin1(name), queryText(*found));
        }
    }
}

Task<Result<nlohmann::json>> listContainers(CallContext context, ListArgs args)
{
    return context.page->engine.containersJson(args.query, context.stop);
}

Task<Result<nlohmann::json>> listImages(CallContext context, ListArgs args)
{
    return context.page->engine.imagesJson(args.query, context.stop);
}

} // namespace

void addDockerHandlers(MethodTable &table)
{
    const auto docker = extensions::Permission::Docker;
    addExec(table, QStringLiteral("docker.cli.exec"), docker, &onEngine);
    table.add<ListArgs, nlohmann::json>(
        QStringLiteral("docker.listContainers"), docker, &listContainers);
    table.add<ListArgs, nlohmann::json>(QStringLiteral("docker.listImages"), docker, &listImages);
}

} // namespace pierhead::bridge

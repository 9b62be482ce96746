#include "backendhandlers.h"

#include "commandcall.h"

#include <host/backend/composeoverride.h>
#include <host/backend/servicerequest.h>

#include <QRegularExpression>
#include <QUrl>

namespace pierhead::bridge {

namespace {

Result<PlannedCommand<backend::BackendSession>>
inBackend(const PageContext &page, const ExecArgs &args, ExecForm form)
{
    if (!page.extension.manifest.backend || !page.backend) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 has no backend to run a command in: its metadata.json "
                                      "has no \"vm\".")
                           .arg(page.extension.id.value()));
    }
    PIERHEAD_TRY(spec, args.spec(form));
    return PlannedCommand<backend::BackendSession>{*page.backend, std::move(spec), args.line()};
}

struct ServiceArgs
{
    QString url;
    QString method;
    QMap<QString, QString> headers;
    QString body;
};

void from_json(const nlohmann::json &source, ServiceArgs &args)
{
    args.url = json::field<QString>(source, "url");
    args.method = json::fieldOr<QString>(source, "method", QStringLiteral("GET"));
    args.headers = json::fieldOr<QMap<QString, QString>>(source, "headers", {});
    args.body = json::fieldOr<QString>(source, "body", {});
}

struct ServiceReply
{
    engine::HttpResponse response;
};

void to_json(nlohmann::json &target, const ServiceReply &reply)
{
    target = {{"status", reply.response.status},
              {"reason", reply.response.reason.toStdString()},
              {"body", reply.response.body.toStdString()}};
}

/// The file name of the socket (contract 3.6): the tab's, else the one that the backend exposes.
QString socketOf(const extensions::Manifest &manifest)
{
    return manifest.tab && !manifest.tab->backendSocket.isEmpty() ? manifest.tab->backendSocket
                                                                  : manifest.backend->exposedSocket;
}

/// Path and query; pages give them with and without a slash in front, and not always encoded.
Result<QByteArray> targetOf(const QString &url)
{
    static const QRegularExpression absolute(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*://"));
    if (absolute.match(url).hasMatch()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("%1 is no path of the extension's own service. Requests to "
                                      "other hosts are not supported yet.")
                           .arg(url));
    }
    const QString path = url.startsWith(QLatin1Char('/')) ? url : QLatin1Char('/') + url;
    const QUrl whole(QStringLiteral("http://localhost") + path);
    if (!whole.isValid()) {
        return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is no path of a URL: %2.").arg(url, whole.errorString()));
    }
    return whole.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
}

Task<Result<ServiceReply>> requestOfPage(CallContext context, ServiceArgs args)
{
    const extensions::InstalledExtension &extension = context.page->extension;
    const auto &manifest = extension.manifest;
    if (!manifest.backend || !context.page->backend || socketOf(manifest).isEmpty()) {
        co_return failure(ErrorCode::NotFound,
                          QStringLiteral("%1 has no service to ask: its metadata.json exposes no "
                                         "socket in \"vm\".")
                              .arg(extension.id.value()));
    }
    PIERHEAD_CO_TRY(target, targetOf(args.url));
    engine::HttpRequest request{
        .method = args.method.toUtf8(), .target = target, .body = args.body.toUtf8()};
    for (auto header = args.headers.cbegin(); header != args.headers.cend(); ++header) {
        request.headers.append({header.key().toUtf8(), header.value().toUtf8()});
    }
    const QString socket =
        QLatin1String(backend::guestServicesPath) + QLatin1Char('/') + socketOf(manifest);
    PIERHEAD_CO_TRY(
        response,
        co_await backend::requestService(*context.page->backend, socket, request, context.stop));
    co_return ServiceReply{std::move(response)};
}

} // namespace

void addBackendHandlers(MethodTable &table)
{
    addExec(table, QStringLiteral("extension.vm.cli.exec"), extensions::Permission::Vm, &inBackend);
    table.add<ServiceArgs, ServiceReply>(
        QStringLiteral("extension.vm.service.request"), extensions::Permission::Vm, &requestOfPage);
}

} // namespace pierhead::bridge

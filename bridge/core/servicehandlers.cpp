#include "servicehandlers.h"

#include "servicesocket.h"
#include "servicetarget.h"
#include "streamrelay.h"
#include "webrelay.h"
#include "wirevalue.h"

#include <host/backend/servicerequest.h>
#include <host/backend/servicestream.h>

namespace pierhead::bridge {

namespace {

struct ServiceArgs
{
    QString url;
    QString method;
    QMap<QString, QString> headers;
    QByteArray body;

    [[nodiscard]] web::Headers headerList() const
    {
        web::Headers list;
        for (auto header = headers.cbegin(); header != headers.cend(); ++header) {
            list.append({header.key().toUtf8(), header.value().toUtf8()});
        }
        return list;
    }
};

void from_json(const nlohmann::json &source, ServiceArgs &args)
{
    args.url = json::field<QString>(source, "url");
    args.method = json::fieldOr<QString>(source, "method", QStringLiteral("GET"));
    args.headers = json::fieldOr<QMap<QString, QString>>(source, "headers", {});
    args.body = source.contains("bytes") ? bytesField(source, "bytes")
                                         : json::fieldOr<QString>(source, "body", {}).toUtf8();
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

engine::HttpRequest requestOf(const ServiceArgs &args, const ServiceTarget &target)
{
    engine::HttpRequest request{
        .method = args.method.toUtf8(), .target = target.target, .body = args.body};
    request.headers = args.headerList();
    return request;
}

/// Pages ask servers of the web this way too, because no rule of origins holds them back here.
Result<web::WebRequest> webRequestOf(const CallContext &context, const ServiceArgs &args)
{
    const extensions::InstalledExtension &extension = context.page->extension;
    if (!extension.permissions.testFlag(extensions::Permission::Network)) {
        return failure(ErrorCode::PermissionDenied,
                       QStringLiteral("%1 may not ask other servers: it lacks the permission "
                                      "\"network\".")
                           .arg(extension.id.value()));
    }
    web::WebRequest request{.method = args.method.toUtf8(), .url = QUrl(args.url)};
    request.headers = args.headerList();
    request.body = args.body;
    return request;
}

Task<Result<ServiceReply>> requestToWeb(CallContext context, ServiceArgs args)
{
    PIERHEAD_CO_TRY(request, webRequestOf(context, args));
    PIERHEAD_CO_TRY(response,
                    co_await context.page->web->send(
                        std::move(request), engine::HttpExchange::bodyLimit, context.stop));
    engine::HttpResponse reply;
    reply.status = response.head.status;
    reply.reason = response.head.reason;
    reply.body = std::move(response.body);
    co_return ServiceReply{std::move(reply)};
}

Task<Result<ServiceReply>> requestToBackend(CallContext context, ServiceArgs args)
{
    PIERHEAD_CO_TRY(target, ServiceTarget::of(*context.page, args.url));
    PIERHEAD_CO_TRY(response,
                    co_await backend::requestService(
                        target.session, target.socket, requestOf(args, target), context.stop));
    co_return ServiceReply{std::move(response)};
}

Task<Result<ServiceReply>> serviceOfPage(CallContext context, ServiceArgs args)
{
    return isWholeUrl(args.url) ? requestToWeb(std::move(context), std::move(args))
                                : requestToBackend(std::move(context), std::move(args));
}

Task<Result<nlohmann::json>> streamFromWeb(StreamContext context, ServiceArgs args)
{
    PIERHEAD_CO_TRY(request, webRequestOf(context, args));
    PIERHEAD_CO_TRY(relay, openWebRelay(context, request));
    co_return co_await WebRelay::wait(relay);
}

Task<Result<nlohmann::json>> streamFromBackend(StreamContext context, ServiceArgs args)
{
    PIERHEAD_CO_TRY(target, ServiceTarget::of(*context.page, args.url));
    PIERHEAD_CO_TRY(stream,
                    co_await backend::ServiceStream::open(
                        target.session, target.socket, requestOf(args, target), context.stop));
    const auto relay = std::make_shared<StreamRelay<backend::ServiceStream>>(
        context, std::move(stream), QStringLiteral("The request to the backend's service"));
    backend::ServiceStream *source = &relay->source();
    QObject::connect(source,
                     &backend::ServiceStream::headArrived,
                     source,
                     [relay](const engine::HttpResponse &head) {
                         relay->send({{"head",
                                       {{"status", head.status},
                                        {"reason", QString::fromLatin1(head.reason)},
                                        {"headers", headersJson(head.headers)}}}});
                     });
    QObject::connect(source,
                     &backend::ServiceStream::received,
                     source,
                     [relay, guard = QPointer(source)](const QByteArray &bytes) {
                         relay->sink().sendText(QStringLiteral("body"),
                                                bytesText(bytes),
                                                bytes.size(),
                                                [guard, size = bytes.size()] {
                                                    if (guard) {
                                                        guard->acknowledge(size);
                                                    }
                                                });
                     });
    QObject::connect(source, &backend::ServiceStream::finished, source, [relay] {
        relay->end(nlohmann::json::object());
    });
    QObject::connect(source, &backend::ServiceStream::failed, source, [relay](const Error &reason) {
        relay->end(tl::unexpected<Error>(reason));
    });
    co_return co_await StreamRelay<backend::ServiceStream>::wait(relay);
}

/// A response that the page takes as it comes.
Task<Result<nlohmann::json>> streamOfPage(StreamContext context, ServiceArgs args)
{
    return isWholeUrl(args.url) ? streamFromWeb(std::move(context), std::move(args))
                                : streamFromBackend(std::move(context), std::move(args));
}

} // namespace

void addServiceHandlers(MethodTable &table)
{
    const auto vm = extensions::Permission::Vm;
    table.add<ServiceArgs, ServiceReply>(
        QStringLiteral("extension.vm.service.request"), vm, &serviceOfPage);
    table.addStream<ServiceArgs, nlohmann::json>(QStringLiteral("extension.vm.service.request"),
                                                 &streamOfPage);
    addServiceSocket(table);
}

} // namespace pierhead::bridge

#include "servicesocket.h"

#include "servicetarget.h"
#include "streaminput.h"
#include "streamrelay.h"
#include "wirevalue.h"

#include <host/backend/servicewebsocket.h>

#include <deque>

namespace pierhead::bridge {

using engine::WebSocket;

namespace {

struct SocketArgs
{
    QString url;
    QStringList protocols;
};

void from_json(const nlohmann::json &source, SocketArgs &args)
{
    args.url = json::field<QString>(source, "url");
    args.protocols = json::fieldOr<QStringList>(source, "protocols", {});
}

using SocketRelay = StreamRelay<WebSocket>;

void connectOutput(const std::shared_ptr<SocketRelay> &relay)
{
    WebSocket *socket = &relay->source();
    QObject::connect(socket, &WebSocket::opened, socket, [relay](const QByteArray &protocol) {
        relay->send({{"open", {{"protocol", QString::fromLatin1(protocol)}}}});
    });
    QObject::connect(socket,
                     &WebSocket::received,
                     socket,
                     [relay, guard = QPointer(socket)](const QByteArray &message, bool isText) {
                         relay->sink().sendText(
                             isText ? QStringLiteral("text") : QStringLiteral("bytes"),
                             isText ? QString::fromUtf8(message) : bytesText(message),
                             qMax<qint64>(1, message.size()),
                             [guard] {
                                 if (guard) {
                                     guard->acknowledge();
                                 }
                             });
                     });
    QObject::connect(
        socket, &WebSocket::closed, socket, [relay](int status, const QString &reason) {
            nlohmann::json end{{"status", status}, {"reason", reason}};
            relay->end(std::move(end));
        });
    QObject::connect(socket, &WebSocket::failed, socket, [relay](const Error &reason) {
        relay->end(tl::unexpected<Error>(reason));
    });
}

void sendInput(SocketRelay &relay, const nlohmann::json &data)
{
    if (relay.isOver()) {
        return;
    }
    if (const auto text = json::optionalField<QString>(data, "text")) {
        relay.source().send(text->toUtf8(), true);
    } else if (data.contains("bytes")) {
        relay.source().send(bytesField(data, "bytes"), false);
    } else {
        relay.source().close(json::fieldOr<int>(data, "status", WebSocket::noStatus),
                             json::fieldOr<QString>(data, "reason", {}).toUtf8());
    }
}

void connectInput(const std::shared_ptr<SocketRelay> &relay, StreamInput &input)
{
    // What the page has sent and the other side has not got yet, oldest first.
    const auto underWay = std::make_shared<std::deque<StreamInput::Taken>>();
    WebSocket *socket = &relay->source();
    QObject::connect(socket, &WebSocket::sent, socket, [underWay] {
        if (!underWay->empty()) {
            const StreamInput::Taken taken = std::move(underWay->front());
            underWay->pop_front();
            taken();
        }
    });
    input.setReceiver([relay, underWay](const nlohmann::json &data, StreamInput::Taken taken) {
        underWay->push_back(std::move(taken));
        try {
            sendInput(*relay, data);
        } catch (const nlohmann::json::exception &exception) {
            relay->end(tl::unexpected<Error>(json::describe(exception)));
        }
    });
}

Task<Result<nlohmann::json>> openWebSocket(StreamContext context, SocketArgs args)
{
    if (isWholeUrl(args.url)) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("The backend's WebSocket cannot be opened at \"%1\": it takes a path at "
                           "the backend's own service, such as \"/ws\". For servers of the web use "
                           "the browser's WebSocket.")
                .arg(args.url));
    }
    PIERHEAD_CO_TRY(target, ServiceTarget::of(*context.page, args.url));
    engine::WebSocketRequest request;
    request.target = target.target;
    for (const QString &protocol : args.protocols) {
        request.protocols.append(protocol.toUtf8());
    }
    PIERHEAD_CO_TRY(socket,
                    co_await backend::openServiceWebSocket(
                        target.session, target.socket, std::move(request), context.stop));
    const auto relay =
        std::make_shared<SocketRelay>(context, std::move(socket), QStringLiteral("The WebSocket"));
    connectOutput(relay);
    connectInput(relay, *context.input);
    co_return co_await SocketRelay::wait(relay);
}

} // namespace

void addServiceSocket(MethodTable &table)
{
    table.addStreamOnly<SocketArgs, nlohmann::json>(
        QStringLiteral("extension.vm.service.webSocket"),
        extensions::Permission::Vm,
        &openWebSocket);
}

} // namespace pierhead::bridge

#include "webrelay.h"

#include "wirevalue.h"

namespace pierhead::bridge {

namespace {

constexpr qint64 pieceBytes = 64LL * 1024;
constexpr qint64 mostUnderWay = 16 * pieceBytes;

/// A response's body on its way to the page: so much of it at a time.
struct BodyPump
{
    std::shared_ptr<WebRelay> relay;
    qint64 underWay = 0; ///< what the page has not used yet

    static void run(const std::shared_ptr<BodyPump> &pump)
    {
        while (!pump->relay->isOver() && pump->underWay < mostUnderWay) {
            const QByteArray bytes = pump->relay->source().read(pieceBytes);
            if (bytes.isEmpty()) {
                return;
            }
            pump->underWay += bytes.size();
            // The sink may keep this for longer than the request lasts, and is itself kept by
            // the relay.
            const auto used = [weak = std::weak_ptr<BodyPump>(pump), size = bytes.size()] {
                if (const auto self = weak.lock()) {
                    self->underWay -= size;
                    run(self);
                }
            };
            pump->relay->sink().sendText(
                QStringLiteral("body"), bytesText(bytes), bytes.size(), used);
        }
    }
};

nlohmann::json headJson(const web::ResponseHead &head)
{
    return {{"status", head.status},
            {"reason", QString::fromLatin1(head.reason)},
            {"url", head.url.toString(QUrl::FullyEncoded)},
            {"isRedirected", head.isRedirected},
            {"headers", headersJson(head.headers)}};
}

void connectRelay(const std::shared_ptr<WebRelay> &relay)
{
    web::WebExchange *exchange = &relay->source();
    QObject::connect(
        exchange, &web::WebExchange::headArrived, exchange, [relay](const web::ResponseHead &head) {
            relay->send({{"head", headJson(head)}});
        });
    const auto pump = std::make_shared<BodyPump>(BodyPump{relay});
    QObject::connect(
        exchange, &web::WebExchange::readyRead, exchange, [pump] { BodyPump::run(pump); });
    QObject::connect(exchange, &web::WebExchange::finished, exchange, [relay] {
        relay->end(nlohmann::json::object());
    });
    QObject::connect(exchange, &web::WebExchange::failed, exchange, [relay](const Error &reason) {
        relay->end(tl::unexpected<Error>(reason));
    });
}

} // namespace

Result<std::shared_ptr<WebRelay>> openWebRelay(const StreamContext &context,
                                               const web::WebRequest &request)
{
    PIERHEAD_TRY(exchange, context.page->web->start(request));
    auto relay =
        std::make_shared<WebRelay>(context, std::move(exchange), QStringLiteral("The request"));
    connectRelay(relay);
    return relay;
}

} // namespace pierhead::bridge

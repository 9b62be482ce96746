#include "nethandlers.h"

#include "streaminput.h"
#include "webrelay.h"
#include "wirevalue.h"

#include <QTemporaryFile>

namespace pierhead::bridge {

namespace {

struct NetArgs
{
    web::WebRequest request;
    bool hasBody = false;
};

void from_json(const nlohmann::json &source, NetArgs &args)
{
    args.request.url = QUrl(json::field<QString>(source, "url"));
    args.request.method = json::field<QString>(source, "method").toUtf8();
    for (const nlohmann::json &header :
         source.at("headers").get_ref<const nlohmann::json::array_t &>()) {
        args.request.headers.append({QByteArray::fromStdString(header.at(0).get<std::string>()),
                                     QByteArray::fromStdString(header.at(1).get<std::string>())});
    }
    args.request.followsRedirects = json::fieldOr<bool>(source, "followsRedirects", true);
    args.request.usesCookies = json::fieldOr<bool>(source, "usesCookies", false);
    args.hasBody = json::fieldOr<bool>(source, "hasBody", false);
}

/// The body of a request, which the page writes in pieces.
struct Upload
{
    std::shared_ptr<QTemporaryFile> file = std::make_shared<QTemporaryFile>();
    Answer<void> whole;

    void take(const nlohmann::json &data)
    {
        try {
            const QByteArray bytes = bytesField(data, "body");
            if (file->write(bytes) != bytes.size()) {
                whole.give(failure(ErrorCode::Io,
                                   QStringLiteral("The request's body could not be kept in %1: %2.")
                                       .arg(file->fileName(), file->errorString())));
            } else if (json::fieldOr<bool>(data, "isLast", false)) {
                file->seek(0);
                whole.give({});
            }
        } catch (const nlohmann::json::exception &exception) {
            whole.give(tl::unexpected<Error>(json::describe(exception)));
        }
    }
};

/// Tells the page how much of the request's body has gone.
void tellUpload(const std::shared_ptr<WebRelay> &relay)
{
    web::WebExchange *exchange = &relay->source();
    QObject::connect(
        exchange, &web::WebExchange::uploaded, exchange, [relay](qint64 bytes, qint64 total) {
            if (total > 0) {
                relay->send({{"sent", bytes}, {"total", total}});
            }
        });
}

Task<Result<void>> gatherBody(StreamContext context, web::WebRequest *request)
{
    const auto upload = std::make_shared<Upload>();
    if (!upload->file->open()) {
        co_return failure(ErrorCode::Io,
                          QStringLiteral("The request's body could not be kept in a temporary "
                                         "file: %1.")
                              .arg(upload->file->errorString()));
    }
    context.input->setReceiver(
        [upload](const nlohmann::json &data, const StreamInput::Taken &taken) {
            upload->take(data);
            taken();
        });
    // A page's calls are stopped on its own thread.
    const auto onStop = [upload] {
        upload->whole.give(cancelled(QStringLiteral("The request")));
    };
    const std::stop_callback<decltype(onStop)> stopping(context.stop, onStop);
    const QFuture<Result<void>> whole = upload->whole.future();
    Result<void> gathered = co_await whole;
    request->bodyDevice = upload->file;
    co_return gathered;
}

Task<Result<nlohmann::json>> requestOfPage(StreamContext context, NetArgs args)
{
    if (args.hasBody) {
        Result<void> gathered = co_await gatherBody(context, &args.request);
        if (!gathered) {
            co_return tl::unexpected<Error>(gathered.error());
        }
    }
    PIERHEAD_CO_TRY(relay, openWebRelay(context, args.request));
    tellUpload(relay);
    co_return co_await WebRelay::wait(relay);
}

} // namespace

void addNetHandlers(MethodTable &table)
{
    table.addStreamOnly<NetArgs, nlohmann::json>(
        QStringLiteral("net.request"), extensions::Permission::Network, &requestOfPage);
}

} // namespace pierhead::bridge

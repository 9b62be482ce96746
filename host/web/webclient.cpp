#include "webclient.h"

#include <host/base/answer.h>
#include <host/base/httpsyntax.h>

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace pierhead::web {

namespace {

Result<> check(const WebRequest &request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty()
        || (scheme != QLatin1String("http") && scheme != QLatin1String("https"))) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("\"%1\" cannot be requested: only http and https URLs with a "
                                     "host can.")
                           .arg(request.url.toDisplayString(QUrl::RemoveUserInfo)));
    }
    if (!httpsyntax::isToken(request.method)) {
        return failure(
            ErrorCode::InvalidArgument,
            Text::english("\"%1\" is no HTTP method.").arg(QString::fromUtf8(request.method)));
    }
    for (const auto &[name, value] : request.headers) {
        if (!httpsyntax::isToken(name) || !httpsyntax::isPrintable(value, ' ')) {
            return failure(ErrorCode::InvalidArgument,
                           Text::english("\"%1\" is no HTTP header.").arg(QString::fromUtf8(name)));
        }
    }
    return {};
}

QNetworkRequest networkRequest(const WebRequest &request)
{
    QUrl url = request.url;
    QNetworkRequest made;
    for (const auto &[name, value] : request.headers) {
        made.setRawHeader(name, value);
    }
    if (!url.userInfo().isEmpty() && !made.hasRawHeader(QByteArrayLiteral("Authorization"))) {
        const QByteArray credentials =
            (url.userName(QUrl::FullyDecoded) + QLatin1Char(':') + url.password(QUrl::FullyDecoded))
                .toUtf8();
        made.setRawHeader(QByteArrayLiteral("Authorization"), "Basic " + credentials.toBase64());
    }
    url.setUserInfo({});
    made.setUrl(url);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      request.followsRedirects ? QNetworkRequest::NoLessSafeRedirectPolicy
                                               : QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    const int credentials =
        request.usesCookies ? QNetworkRequest::Automatic : QNetworkRequest::Manual;
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, credentials);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, credentials);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, credentials);
    made.setTransferTimeout(
        static_cast<int>(std::chrono::milliseconds(request.silenceLimit).count()));
    return made;
}

/// A response on its way into memory.
struct Gathering
{
    std::unique_ptr<WebExchange> exchange;
    WebResponse response;
    qint64 maximumBytes = 0;
    Answer<WebResponse> done;

    void take()
    {
        constexpr qint64 piece = 64LL * 1024;
        for (QByteArray bytes; !(bytes = exchange->read(piece)).isEmpty();) {
            response.body += bytes;
            if (response.body.size() > maximumBytes) {
                done.give(
                    failure(ErrorCode::Protocol,
                            Text::english("The answer of %1 was given up: it has more than %2 "
                                          "bytes.")
                                .arg(response.head.url.toDisplayString(QUrl::RemoveQuery))
                                .arg(maximumBytes)));
                return;
            }
        }
    }
};

void connectGathering(const std::shared_ptr<Gathering> &gathering)
{
    WebExchange *exchange = gathering->exchange.get();
    QObject::connect(exchange,
                     &WebExchange::headArrived,
                     exchange,
                     [gathering](const ResponseHead &head) { gathering->response.head = head; });
    QObject::connect(
        exchange, &WebExchange::readyRead, exchange, [gathering] { gathering->take(); });
    QObject::connect(exchange, &WebExchange::finished, exchange, [gathering] {
        gathering->done.give(std::move(gathering->response));
    });
    QObject::connect(exchange, &WebExchange::failed, exchange, [gathering](const Error &reason) {
        gathering->done.give(tl::unexpected<Error>(reason));
    });
}

} // namespace

WebClient::WebClient(const QList<QSslCertificate> &authorities)
    : m_network(std::make_unique<QNetworkAccessManager>())
{
    if (!authorities.isEmpty()) {
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls->setCaCertificates(QSslConfiguration::systemCaCertificates() + authorities);
    }
}

WebClient::~WebClient() = default;

Result<std::unique_ptr<WebExchange>> WebClient::start(const WebRequest &request)
{
    if (Result<> checked = check(request); !checked) {
        return tl::unexpected<Error>(checked.error());
    }
    QNetworkRequest made = networkRequest(request);
    if (m_tls) {
        made.setSslConfiguration(*m_tls);
    }
    QNetworkReply *reply = nullptr;
    if (request.method == "HEAD") {
        reply = m_network->head(made); // as a custom request, a body would be waited for
    } else if (request.bodyDevice) {
        reply = m_network->sendCustomRequest(made, request.method, request.bodyDevice.get());
        // The device stays as long as what reads from it.
        QObject::connect(reply, &QObject::destroyed, [device = request.bodyDevice] {});
    } else if (!request.body.isEmpty()) {
        reply = m_network->sendCustomRequest(made, request.method, request.body);
    } else {
        // No device at all: with an empty one the response's pace would be lost (WebExchange).
        QIODevice *none = nullptr;
        reply = m_network->sendCustomRequest(made, request.method, none);
    }
    return std::make_unique<WebExchange>(reply, request.followsRedirects);
}

Task<Result<WebResponse>> WebClient::send(WebRequest request, qint64 maximumBytes, StopToken stop)
{
    PIERHEAD_CO_TRY(exchange, start(request));
    const auto gathering = std::make_shared<Gathering>();
    gathering->exchange = std::move(exchange);
    gathering->maximumBytes = maximumBytes;
    connectGathering(gathering);
    const auto onStop = [gathering] {
        gathering->done.give(cancelled(Text::english("The request")));
    };
    Result<WebResponse> response =
        co_await answerOf(gathering->done.future(), stop, gathering->exchange.get(), onStop);
    gathering->exchange.reset(); // its connections hold the gathering
    co_return response;
}

} // namespace pierhead::web

#pragma once

#include "webexchange.h"

#include <host/base/async.h>

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <chrono>
#include <memory>
#include <optional>

class QIODevice;
class QNetworkAccessManager;

namespace pierhead::web {

/// An HTTP request to any server.
struct WebRequest
{
    QByteArray method = "GET";
    QUrl url; ///< http or https; a user and password in it are sent as Basic credentials
    Headers headers = {};
    QByteArray body = {};
    std::shared_ptr<QIODevice> bodyDevice = {}; ///< in place of `body`, open for reading
    bool followsRedirects = true;
    bool usesCookies = false;             ///< of this client; they end with it
    std::chrono::seconds silenceLimit{0}; ///< how long nothing may come; 0 for any time
};

struct WebResponse
{
    ResponseHead head;
    QByteArray body;
};

/// Requests to servers of the web, by QNetworkAccessManager: TLS, HTTP/2, proxies, compression and
/// redirects are its.
class WebClient final
{
public:
    /// Trusts the authorities of the certificates beside the system's.
    explicit WebClient(const QList<QSslCertificate> &authorities = {});
    ~WebClient();
    Q_DISABLE_COPY_MOVE(WebClient)

    /// InvalidArgument for another scheme, no host, or a method or header that is none.
    [[nodiscard]] Result<std::unique_ptr<WebExchange>> start(const WebRequest &request);

    /// The whole response, of any status; over `maximumBytes` it ends with ErrorCode::Protocol. An
    /// error with a detail is of the server's certificate.
    [[nodiscard]] Task<Result<WebResponse>>
    send(WebRequest request, qint64 maximumBytes, StopToken stop = {});

private:
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::optional<QSslConfiguration> m_tls; ///< where it is not the usual one
};

} // namespace pierhead::web

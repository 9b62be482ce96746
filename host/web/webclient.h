#pragma once

#include "webexchange.h"

#include <host/base/async.h>

#include <memory>

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
    bool usesCookies = false; ///< of this client; they end with it
};

struct WebResponse
{
    ResponseHead head;
    QByteArray body;
};

/// Requests to servers of the web, by QNetworkAccessManager: TLS, HTTP/2, proxies, compression and
/// redirects are its. Nothing limits how long a server takes.
class WebClient final
{
public:
    WebClient();
    ~WebClient();
    Q_DISABLE_COPY_MOVE(WebClient)

    /// InvalidArgument for another scheme, no host, or a method or header that is none.
    [[nodiscard]] Result<std::unique_ptr<WebExchange>> start(const WebRequest &request);

    /// The whole response, of any status; over `maximumBytes` it ends with ErrorCode::Protocol.
    [[nodiscard]] Task<Result<WebResponse>>
    send(WebRequest request, qint64 maximumBytes, StopToken stop = {});

private:
    std::unique_ptr<QNetworkAccessManager> m_network;
};

} // namespace pierhead::web

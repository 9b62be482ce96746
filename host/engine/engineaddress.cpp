#include "engineaddress.h"

#include <QUrl>

namespace pierhead::engine {

namespace {

constexpr int defaultPort = 2375;

tl::unexpected<Error> invalid(const QString &text, const QString &why)
{
    return failure(
        ErrorCode::InvalidArgument,
        QStringLiteral(
            "\"%1\" is no engine address: %2. Write unix:///path/to.sock or tcp://host:port.")
            .arg(text, why));
}

} // namespace

Result<EngineAddress> EngineAddress::parse(const QString &text)
{
    const QString unixPrefix = QStringLiteral("unix://");
    const QString path = text.startsWith(unixPrefix) ? text.mid(unixPrefix.size()) : text;
    if (path.startsWith(QLatin1Char('/'))) {
        return EngineAddress{Transport::UnixSocket, path, {}, 0};
    }
    if (text.startsWith(unixPrefix)) {
        return invalid(text, QStringLiteral("the socket's path must be absolute"));
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!text.contains(QStringLiteral("://")) || !url.isValid()) {
        return invalid(text, QStringLiteral("it is neither a path nor a URL"));
    }
    if (url.scheme() != QStringLiteral("tcp") && url.scheme() != QStringLiteral("http")) {
        return invalid(text,
                       QStringLiteral("the scheme \"%1\" is not supported").arg(url.scheme()));
    }
    if (url.host().isEmpty()) {
        return invalid(text, QStringLiteral("the host is missing"));
    }
    if (url.path().size() > 1 || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty()
        || url.port(defaultPort) == 0) {
        return invalid(text, QStringLiteral("it has more than a host and a port from 1 to 65535"));
    }
    return EngineAddress{
        Transport::Tcp, {}, url.host(), static_cast<quint16>(url.port(defaultPort))};
}

QString EngineAddress::toString() const
{
    if (transport == Transport::UnixSocket) {
        return QStringLiteral("unix://") + path;
    }
    const bool isIpv6 = host.contains(QLatin1Char(':'));
    return QStringLiteral("tcp://%1:%2")
        .arg(isIpv6 ? QStringLiteral("[%1]").arg(host) : host)
        .arg(port);
}

} // namespace pierhead::engine

#include "engineaddress.h"

#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace pierhead::engine {

namespace {

constexpr int defaultPort = 2375;
constexpr int highestPort = 65535;

const QString certificatesItem = QStringLiteral("certificates");
const QString verifyItem = QStringLiteral("verify");

tl::unexpected<Error> invalid(const QString &text, const Text &why)
{
    return failure(ErrorCode::InvalidArgument,
                   Text::english("\"%1\" is no engine address: %2. Write unix:///path/to.sock, "
                                 "tcp://host:port or ssh://user@host.")
                       .arg(text, why));
}

/// The query that key() writes; the reason where it is another.
Result<EngineAddress> withTls(EngineAddress address, const QString &text, const QUrlQuery &query)
{
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name == certificatesItem && value.startsWith(QLatin1Char('/'))) {
            address.certificates = value;
        } else if (name == verifyItem && value == QStringLiteral("no")) {
            address.verifiesServer = false;
        } else {
            return invalid(text,
                           Text::english("\"%1=%2\" is not understood; certificates=/folder and "
                                         "verify=no are")
                               .arg(name, value));
        }
    }
    if (!address.verifiesServer && !address.usesTls()) {
        return invalid(text, Text::english("verify=no is of no use without certificates"));
    }
    return address;
}

Result<EngineAddress> parseTcp(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid()) {
        return invalid(text, Text::english("it is neither a path nor a URL"));
    }
    if (url.host().isEmpty()) {
        return invalid(text, Text::english("the host is missing"));
    }
    if (url.path().size() > 1 || url.hasFragment() || !url.userInfo().isEmpty()
        || url.port(defaultPort) == 0) {
        return invalid(text, Text::english("it has more than a host and a port from 1 to 65535"));
    }
    const EngineAddress address{
        EngineAddress::Transport::Tcp, {}, url.host(), static_cast<quint16>(url.port(defaultPort))};
    return withTls(address, text, QUrlQuery(url));
}

/// Not by QUrl, which takes the host for a DNS name; ssh's own aliases may have any case.
Result<EngineAddress> parseSsh(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(
        R"(\Assh://(?:(?<user>[^@/]*)@)?(?:\[(?<v6>[0-9A-Fa-f:.]+(?:%[\w.-]+)?)\]|(?<host>[^:@/\[\]?#]*))(?::(?<port>[^/]*))?/?\z)"));
    static const QRegularExpression plain(QStringLiteral(R"(\A[^-\s[:cntrl:]][^\s[:cntrl:]]*\z)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        return invalid(text, Text::english("it has more than a user, a host and a port"));
    }
    EngineAddress address;
    address.transport = EngineAddress::Transport::Ssh;
    address.user = match.captured(QStringLiteral("user"));
    address.host = match.captured(QStringLiteral("v6")) + match.captured(QStringLiteral("host"));
    if (address.host.isEmpty()) {
        return invalid(text, Text::english("the host is missing"));
    }
    if (address.user.contains(QLatin1Char(':'))) {
        // Not with the text, which would show the password.
        return invalid(QStringLiteral("ssh://…@%1").arg(address.host),
                       Text::english("it has a password, which ssh does not take; use a key"));
    }
    const bool hasUser = text.contains(QLatin1Char('@'));
    if (!plain.match(address.host).hasMatch()
        || (hasUser && !plain.match(address.user).hasMatch())) {
        return invalid(text,
                       Text::english("the user or the host is empty, begins with a dash or "
                                     "has a space in it"));
    }
    if (match.hasCaptured(QStringLiteral("port"))) {
        bool isNumber = false;
        const int port = match.captured(QStringLiteral("port")).toInt(&isNumber);
        if (!isNumber || port < 1 || port > highestPort) {
            return invalid(text, Text::english("the port is none from 1 to 65535"));
        }
        address.port = static_cast<quint16>(port);
    }
    return address;
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
        return invalid(text, Text::english("the socket's path must be absolute"));
    }
    const qsizetype schemeEnd = text.indexOf(QStringLiteral("://"));
    if (schemeEnd < 0) {
        return invalid(text, Text::english("it is neither a path nor a URL"));
    }
    const QString scheme = text.left(schemeEnd);
    if (scheme == QStringLiteral("tcp") || scheme == QStringLiteral("http")) {
        return parseTcp(text);
    }
    if (scheme == QStringLiteral("ssh")) {
        return parseSsh(text);
    }
    return invalid(text, Text::english("the scheme \"%1\" is not supported").arg(scheme));
}

QString EngineAddress::toString() const
{
    if (transport == Transport::UnixSocket) {
        return QStringLiteral("unix://") + path;
    }
    const bool isIpv6 = host.contains(QLatin1Char(':'));
    QString text = isIpv6 ? QStringLiteral("[%1]").arg(host) : host;
    if (port != 0) {
        text += QStringLiteral(":%1").arg(port);
    }
    if (transport == Transport::Tcp) {
        return QStringLiteral("tcp://") + text;
    }
    return QStringLiteral("ssh://") + (user.isEmpty() ? QString() : user + QLatin1Char('@')) + text;
}

QString EngineAddress::key() const
{
    if (!usesTls()) {
        return toString();
    }
    QString text = QStringLiteral("%1?%2=%3")
                       .arg(toString(),
                            certificatesItem,
                            QString::fromLatin1(QUrl::toPercentEncoding(certificates, "/")));
    if (!verifiesServer) {
        text += QStringLiteral("&%1=no").arg(verifyItem);
    }
    return text;
}

void EngineAddress::applyTo(QProcessEnvironment &environment) const
{
    for (const char *name :
         {"DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"}) {
        environment.remove(QLatin1String(name));
    }
    environment.insert(QStringLiteral("DOCKER_HOST"), toString());
    if (usesTls()) {
        environment.insert(QStringLiteral("DOCKER_CERT_PATH"), certificates);
        environment.insert(verifiesServer ? QStringLiteral("DOCKER_TLS_VERIFY")
                                          : QStringLiteral("DOCKER_TLS"),
                           QStringLiteral("1"));
    }
}

} // namespace pierhead::engine

#include "bearertoken.h"

#include "pacing.h"

#include <host/base/json.h>

#include <QUrlQuery>

namespace pierhead::registry {

namespace {

constexpr qint64 largestToken = 1024LL * 1024;

/// A token service's answer.
struct IssuedToken
{
    QByteArray token;
};

void from_json(const nlohmann::json &source, IssuedToken &target)
{
    const auto other = json::fieldOr<QString>(source, "access_token", {});
    target.token = json::fieldOr<QString>(source, "token", other).toUtf8();
}

QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding();
}

/// name=value&…; what has no value is left out.
QByteArray form(const QList<QPair<QByteArray, QByteArray>> &items)
{
    QByteArray text;
    for (const auto &[name, value] : items) {
        if (!value.isEmpty()) {
            text += (text.isEmpty() ? "" : "&") + name + '=' + encoded(value);
        }
    }
    return text;
}

Result<web::WebRequest> tokenRequest(const RegistrySession &session, const Challenge &challenge)
{
    web::WebRequest message{.url = QUrl::fromEncoded(challenge.parameters.value("realm"))};
    const bool isSafe = message.url.scheme() == QStringLiteral("https")
        || message.url.scheme() == session.base.scheme();
    if (!message.url.isValid() || message.url.host().isEmpty() || !isSafe) {
        return failure(ErrorCode::Protocol,
                       Text::english("the registry sends us to \"%1\" for a login, which is no "
                                     "https URL")
                           .arg(message.url.toDisplayString()));
    }
    message.followsRedirects = false;
    message.silenceLimit = std::chrono::seconds(60);
    const QByteArray service = challenge.parameters.value("service");
    const QByteArray scope = challenge.parameters.value("scope");
    if (session.login && !session.login->identityToken.isEmpty()) {
        message.method = "POST";
        message.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        message.body = form({{"grant_type", "refresh_token"},
                             {"client_id", "pierhead"},
                             {"service", service},
                             {"scope", scope},
                             {"refresh_token", session.login->identityToken.toUtf8()}});
        return message;
    }
    QByteArray account;
    if (session.login) {
        account = session.login->username.toUtf8();
        message.headers.append({"Authorization", basicAuthorization(*session.login)});
    }
    const QByteArray query = form({{"service", service}, {"scope", scope}, {"account", account}});
    const QByteArray before = message.url.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray whole = before.isEmpty() ? query : QByteArray(before + '&' + query);
    if (!whole.isEmpty()) {
        message.url.setQuery(QString::fromLatin1(whole));
    }
    return message;
}

} // namespace

Task<Result<QByteArray>> bearerToken(SharedSession session, Challenge challenge, StopToken stop)
{
    PIERHEAD_CO_TRY(message, tokenRequest(*session, challenge));
    PIERHEAD_CO_TRY(response, co_await askPaced(session, message, largestToken, stop));
    const int status = response.head.status;
    if (status == 400 || status == 401 || status == 403) {
        const Text why = session->login ? Text::english("the registry does not take the login")
                                        : Text::english("the registry wants a login");
        co_return failure(ErrorCode::PermissionDenied,
                          Text(QStringLiteral("%1. %2")).arg(why, loginHint(session->registry)),
                          wordsOf(response.body));
    }
    const Result<IssuedToken> issued = json::parseAs<IssuedToken>(response.body);
    if (status != 200 || !issued || issued->token.isEmpty()) {
        co_return failure(
            ErrorCode::Protocol,
            Text::english("%1 gave no token (status %2)").arg(message.url.host()).arg(status));
    }
    co_return issued->token;
}

QByteArray basicAuthorization(const engine::RegistryLogin &login)
{
    return "Basic " + (login.username + QLatin1Char(':') + login.password).toUtf8().toBase64();
}

} // namespace pierhead::registry

#include "registrysession.h"

#include "authorities.h"
#include "bearertoken.h"
#include "challenge.h"
#include "pacing.h"

#include <host/base/json.h>

#include <QHostAddress>

namespace pierhead::registry {

namespace {

using namespace std::chrono_literals;
using web::WebRequest;
using web::WebResponse;

constexpr std::chrono::seconds longestSilence = 60s;
constexpr int mostHops = 5;
constexpr qint64 largestGreeting = 64LL * 1024;

constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int missing = 404;

bool isGood(int status)
{
    return status >= 200 && status < 300;
}

bool isElsewhere(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QString hostOf(const RegistrySession &session)
{
    return session.registry == QStringLiteral("docker.io") ? QStringLiteral("registry-1.docker.io")
                                                           : session.registry;
}

QUrl rootOf(const RegistrySession &session, const QString &scheme)
{
    QUrl root;
    root.setScheme(scheme);
    root.setAuthority(hostOf(session));
    return root;
}

/// This machine's own registries may speak without TLS, as they may with the docker program.
bool isThisMachine(const QUrl &url)
{
    return url.host() == QStringLiteral("localhost") || QHostAddress(url.host()).isLoopback();
}

WebRequest greeting(const QUrl &root)
{
    WebRequest message{.url = root};
    message.url.setPath(QStringLiteral("/v2/"));
    message.followsRedirects = false;
    message.silenceLimit = longestSilence;
    return message;
}

/// Finds out whether it speaks TLS.
Task<Result<void>> findBase(SharedSession session, StopToken stop)
{
    const QUrl secure = rootOf(*session, QStringLiteral("https"));
    if (session->base.isEmpty() && isThisMachine(secure)) {
        const WebRequest tried = greeting(secure);
        const Result<WebResponse> overTls =
            co_await session->web.send(tried, largestGreeting, stop);
        if (!overTls && overTls.error().code == ErrorCode::Cancelled) {
            co_return tl::unexpected<Error>(overTls.error());
        }
        if (!overTls) {
            const QUrl plain = rootOf(*session, QStringLiteral("http"));
            const WebRequest inTurn = greeting(plain);
            const Result<WebResponse> inTheClear =
                co_await session->web.send(inTurn, largestGreeting, stop);
            const bool isRegistry = inTheClear
                && (isGood(inTheClear->head.status) || inTheClear->head.status == unauthorized
                    || inTheClear->head.status == tooManyRequests);
            if (!isRegistry) {
                co_return tl::unexpected<Error>(overTls.error());
            }
            session->base = plain;
        }
    }
    if (session->base.isEmpty()) {
        session->base = secure;
    }
    co_return Result<void>{};
}

bool isSameServer(const QUrl &one, const QUrl &other)
{
    constexpr int plainPort = 80;
    constexpr int securePort = 443;
    const int usual = one.scheme() == QStringLiteral("http") ? plainPort : securePort;
    return one.scheme() == other.scheme() && one.host() == other.host()
        && one.port(usual) == other.port(usual);
}

WebRequest messageFor(const RegistrySession &session, const RegistryRequest &request)
{
    WebRequest message{.method = request.method, .url = session.base};
    message.url.setPath(QStringLiteral("/v2/") + request.path);
    if (!request.query.isEmpty()) {
        message.url.setQuery(QString::fromLatin1(request.query));
    }
    message.followsRedirects = false;
    message.silenceLimit = longestSilence;
    if (!request.accept.isEmpty()) {
        message.headers.append({"Accept", request.accept});
    }
    return message;
}

/// Follows where the registry sends us; what is only for it does not go there.
Task<Result<WebResponse>> fetched(SharedSession session, RegistryRequest request, StopToken stop)
{
    WebRequest message = messageFor(*session, request);
    for (int hop = 0; hop <= mostHops; ++hop) {
        WebRequest sent = message;
        if (!session->authorization.isEmpty() && isSameServer(sent.url, session->base)) {
            sent.headers.append({"Authorization", session->authorization});
        }
        PIERHEAD_CO_TRY(response, co_await askPaced(session, sent, request.maximumBytes, stop));
        if (!isElsewhere(response.head.status)) {
            co_return response;
        }
        const QUrl next = sent.url.resolved(QUrl::fromEncoded(headerOf(response.head, "Location")));
        if (next.scheme() != sent.url.scheme() && next.scheme() != QStringLiteral("https")) {
            co_return failure(ErrorCode::Protocol,
                              Text::english("the registry sends us to %1, which is not safe")
                                  .arg(next.toDisplayString(QUrl::RemoveQuery)));
        }
        message.url = next;
    }
    co_return failure(ErrorCode::Protocol,
                      Text::english("the registry sends us from one place to the next"));
}

Task<Result<void>> authorize(SharedSession session, QByteArray header, StopToken stop)
{
    const QList<Challenge> challenges = challengesIn(header);
    for (const Challenge &challenge : challenges) {
        if (challenge.scheme == "bearer") {
            PIERHEAD_CO_TRY(token, co_await bearerToken(session, challenge, stop));
            session->authorization = "Bearer " + token;
            co_return Result<void>{};
        }
        if (challenge.scheme == "basic" && session->login
            && session->login->identityToken.isEmpty()) {
            session->authorization = basicAuthorization(*session->login);
            co_return Result<void>{};
        }
    }
    co_return failure(
        ErrorCode::PermissionDenied,
        Text::english("the registry wants a login. %1").arg(loginHint(session->registry)));
}

Result<WebResponse> judged(const RegistrySession &session, const WebResponse &response)
{
    const int status = response.head.status;
    if (isGood(status)) {
        return response;
    }
    const QString words = wordsOf(response.body);
    if (status == unauthorized || status == forbidden) {
        const Text why = session.login
            ? Text::english("the registry does not allow it to \"%1\", or does not take the login")
                  .arg(session.login->username)
            : Text::english("the registry wants a login, or has no such repository");
        return failure(ErrorCode::PermissionDenied,
                       Text(QStringLiteral("%1. %2")).arg(why, loginHint(session.registry)),
                       words);
    }
    if (status == missing) {
        return failure(ErrorCode::NotFound, Text::english("the registry has no such thing"), words);
    }
    return failure(ErrorCode::Protocol,
                   Text::english("the registry answered with the status %1").arg(status),
                   words);
}

Task<Result<WebResponse>> answered(SharedSession session, RegistryRequest request, StopToken stop)
{
    const Result<void> found = co_await findBase(session, stop);
    if (!found) {
        co_return tl::unexpected<Error>(found.error());
    }
    PIERHEAD_CO_TRY(first, co_await fetched(session, request, stop));
    if (first.head.status != unauthorized) {
        co_return judged(*session, first);
    }
    const QByteArray challenge = headerOf(first.head, "WWW-Authenticate");
    const Result<void> authorized = co_await authorize(session, challenge, stop);
    if (!authorized) {
        co_return tl::unexpected<Error>(authorized.error());
    }
    PIERHEAD_CO_TRY(second, co_await fetched(session, request, stop));
    co_return judged(*session, second);
}

} // namespace

RegistrySession::RegistrySession(QString name,
                                 std::optional<engine::RegistryLogin> known,
                                 const QString &certificates)
    : registry(std::move(name))
    , login(std::move(known))
    , web(authoritiesFor(registry, certificates))
{ }

Task<Result<WebResponse>> ask(SharedSession session, RegistryRequest request, StopToken stop)
{
    Result<WebResponse> answer = co_await answered(session, request, stop);
    if (!answer && answer.error().code == ErrorCode::Io && !answer.error().detail.isEmpty()) {
        // The certificate was not taken.
        answer.error().setText(
            answer.error().text()
            + Text::english(" Where its authority is one of your own, put the authority's "
                            "certificate into /etc/docker/certs.d/%1/ca.crt.")
                  .arg(session->registry));
    }
    co_return std::move(answer).map_error(
        [&request](Error error) { return withContext(request.doing, std::move(error)); });
}

QByteArray headerOf(const web::ResponseHead &head, const char *name)
{
    for (const auto &[key, value] : head.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

QString wordsOf(const QByteArray &body)
{
    constexpr qsizetype longest = 500;
    const Result<nlohmann::json> answer = json::parse(body);
    QStringList words;
    if (answer && answer->is_object() && answer->contains("errors")
        && answer->at("errors").is_array()) {
        for (const nlohmann::json &error : answer->at("errors")) {
            if (error.is_object() && error.contains("message") && error["message"].is_string()) {
                words.append(error["message"].get<QString>());
            }
        }
    }
    return words.join(QStringLiteral("; ")).left(longest);
}

Text loginHint(const QString &registry)
{
    return registry == QStringLiteral("docker.io")
        ? Text::english("\"docker extension login\" logs in.")
        : Text::english("\"docker extension login %1\" logs in.").arg(registry);
}

} // namespace pierhead::registry

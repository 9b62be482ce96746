#include "registryclient.h"

#include "manifests.h"
#include "registrysession.h"

#include <host/base/json.h>

#include <QRegularExpression>

namespace pierhead::registry {

namespace {

constexpr qint64 largestDocument = 4LL * 1024 * 1024;
constexpr int mostPages = 100;

/// One page of tags/list.
struct TagPage
{
    QStringList tags;
};

void from_json(const nlohmann::json &source, TagPage &target)
{
    // A repository whose tags were deleted has null there.
    target.tags = json::fieldOr<QStringList>(source, "tags", {});
}

/// The query of the page after this one, of a header `Link: <…?n=1000&last=x>; rel="next"`; empty
/// where this is the last.
QByteArray nextPage(const web::ResponseHead &head)
{
    static const QRegularExpression next(QStringLiteral("<([^>]*)>[^,]*;\\s*rel=\"?next\"?"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QString link = QString::fromLatin1(headerOf(head, "Link"));
    const QUrl url = QUrl::fromEncoded(next.match(link).captured(1).toLatin1());
    return url.query(QUrl::FullyEncoded).toLatin1();
}

Task<Result<QStringList>> allTags(SharedSession session, QString path, StopToken stop)
{
    const Text doing = Text::english("Listing the tags of %1/%2").arg(session->registry, path);
    RegistryRequest request{.doing = doing,
                            .path = path + QStringLiteral("/tags/list"),
                            .query = "n=1000",
                            .maximumBytes = largestDocument};
    QStringList tags;
    for (int page = 0; page < mostPages; ++page) {
        PIERHEAD_CO_TRY(response, co_await ask(session, request, stop));
        const Result<TagPage> read = json::parseAs<TagPage>(response.body);
        if (!read) {
            co_return tl::unexpected<Error>(withContext(doing, read.error()));
        }
        tags += read->tags;
        const QByteArray next = nextPage(response.head);
        if (next.isEmpty()) {
            co_return tags;
        }
        request.query = next;
    }
    co_return failure(ErrorCode::Protocol,
                      Text::english("%1 was given up after %2 pages: it does not come to an end.")
                          .arg(doing)
                          .arg(mostPages));
}

RegistryRequest
manifestRequest(const RegistrySession &session, const QString &path, const QString &reference)
{
    const QString separator =
        reference.contains(QLatin1Char(':')) ? QStringLiteral("@") : QStringLiteral(":");
    return {
        .doing =
            Text::english("Looking up %1/%2%3%4").arg(session.registry, path, separator, reference),
        .path = path + QStringLiteral("/manifests/") + reference,
        .accept = manifestTypes(),
        .maximumBytes = largestDocument};
}

/// A text with its digest, which was checked.
struct CheckedText
{
    QByteArray text;
    QString digest;
};

Task<Result<CheckedText>>
manifestText(SharedSession session, QString path, QString reference, StopToken stop)
{
    const RegistryRequest request = manifestRequest(*session, path, reference);
    PIERHEAD_CO_TRY(response, co_await ask(session, request, stop));
    QString promised = QString::fromLatin1(headerOf(response.head, "Docker-Content-Digest"));
    if (reference.contains(QLatin1Char(':'))) {
        promised = reference;
    }
    if (!promised.isEmpty()) {
        const Text what =
            Text::english("The manifest %1/%2 (%3)").arg(session->registry, path, reference);
        const Result<void> checked = checkDigest(response.body, promised, what);
        if (!checked) {
            co_return tl::unexpected<Error>(checked.error());
        }
    }
    CheckedText text{response.body, digestOf(response.body)};
    co_return text;
}

Result<QString> digestFor(const Manifest &list, const QString &architecture, const Text &doing)
{
    QStringList others;
    for (const Manifest::Platform &platform : list.platforms) {
        if (platform.architecture == architecture) {
            return platform.digest;
        }
        others.append(platform.architecture);
    }
    return failure(ErrorCode::InvalidImage,
                   Text::english("%1: there is no image for %2, only for: %3.")
                       .arg(doing, architecture, others.join(QStringLiteral(", "))));
}

Task<Result<ImageConfig>>
configOf(SharedSession session, QString path, QString digest, StopToken stop)
{
    const Text doing = Text::english("Reading the image configuration %1 of %2/%3")
                           .arg(digest, session->registry, path);
    const RegistryRequest request{.doing = doing,
                                  .path = path + QStringLiteral("/blobs/") + digest,
                                  .maximumBytes = largestDocument};
    PIERHEAD_CO_TRY(response, co_await ask(session, request, stop));
    const Text what =
        Text::english("The image configuration of %1/%2").arg(session->registry, path);
    const Result<void> checked = checkDigest(response.body, digest, what);
    if (!checked) {
        co_return tl::unexpected<Error>(checked.error());
    }
    const Result<ImageConfig> config = json::parseAs<ImageConfig>(response.body);
    if (!config) {
        co_return tl::unexpected<Error>(withContext(doing, config.error()));
    }
    co_return *config;
}

Task<Result<RemoteImage>> remoteImage(
    SharedSession session, QString path, QString reference, QString architecture, StopToken stop)
{
    const Text doing = manifestRequest(*session, path, reference).doing;
    const auto context = [doing](const Error &error) {
        return tl::unexpected<Error>(withContext(doing, error));
    };
    PIERHEAD_CO_TRY(outer, co_await manifestText(session, path, reference, stop));
    Result<Manifest> manifest = json::parseAs<Manifest>(outer.text);
    if (manifest && manifest->config.isEmpty()) {
        PIERHEAD_CO_TRY(digest, digestFor(*manifest, architecture, doing));
        PIERHEAD_CO_TRY(inner, co_await manifestText(session, path, digest, stop));
        manifest = json::parseAs<Manifest>(inner.text);
    }
    if (!manifest) {
        co_return context(manifest.error());
    }
    if (manifest->config.isEmpty()) {
        co_return failure(ErrorCode::Protocol,
                          doing + Text::english(": its list of images names another list."));
    }
    PIERHEAD_CO_TRY(config, co_await configOf(session, path, manifest->config, stop));
    if (!config.architecture.isEmpty() && config.architecture != architecture) {
        co_return failure(ErrorCode::InvalidImage,
                          Text::english("%1: it is made for %2, and not for %3.")
                              .arg(doing, config.architecture, architecture));
    }
    RemoteImage image{outer.digest, config.labels};
    co_return image;
}

Task<Result<QString>>
digestNow(SharedSession session, QString path, QString reference, StopToken stop)
{
    // Asking for the head alone does not count as a pull where those are limited.
    RegistryRequest request = manifestRequest(*session, path, reference);
    request.method = "HEAD";
    PIERHEAD_CO_TRY(response, co_await ask(session, request, stop));
    const QString told = QString::fromLatin1(headerOf(response.head, "Docker-Content-Digest"));
    if (!told.isEmpty()) {
        co_return told;
    }
    PIERHEAD_CO_TRY(manifest, co_await manifestText(session, path, reference, stop));
    co_return manifest.digest;
}

Task<Result<void>> greet(SharedSession session, StopToken stop)
{
    const RegistryRequest request{.doing = Text::english("Logging in to %1").arg(session->registry),
                                  .path = {},
                                  .maximumBytes = largestDocument};
    PIERHEAD_CO_TRY(response, co_await ask(session, request, stop));
    co_return Result<void>{};
}

} // namespace

RegistryClient::RegistryClient(QString registry,
                               std::optional<engine::RegistryLogin> login,
                               const QString &certificates)
    : m_session(
        std::make_shared<RegistrySession>(std::move(registry), std::move(login), certificates))
{ }

Task<Result<void>> RegistryClient::checkLogin(StopToken stop) const
{
    return greet(m_session, std::move(stop));
}

Task<Result<QStringList>> RegistryClient::tags(QString path, StopToken stop) const
{
    return allTags(m_session, std::move(path), std::move(stop));
}

Task<Result<QString>> RegistryClient::digest(QString path, QString reference, StopToken stop) const
{
    return digestNow(m_session, std::move(path), std::move(reference), std::move(stop));
}

Task<Result<RemoteImage>>
RegistryClient::image(QString path, QString reference, QString architecture, StopToken stop) const
{
    return remoteImage(
        m_session, std::move(path), std::move(reference), std::move(architecture), std::move(stop));
}

} // namespace pierhead::registry

#include "registryimage.h"

#include "imagereference.h"

#include <host/base/logging.h>
#include <host/policy/policy.h>
#include <host/registry/credentials.h>
#include <host/registry/registryclient.h>
#include <host/registry/versions.h>

namespace pierhead::extensions {

namespace {

using MaybeLogin = std::optional<engine::RegistryLogin>;

/// The registry's tags. Whether it does not answer, does not know the repository or wants a login:
/// the engine, which may reach it in another way, will tell.
Task<Result<QStringList>> tagsOf(ImageReference reference, StopToken stop)
{
    const Result<MaybeLogin> login =
        co_await registry::credentialsFor(Paths::fromEnvironment(), reference.registry(), stop);
    const registry::RegistryClient client(reference.registry(), login.value_or(MaybeLogin()));
    const Result<QStringList> tags = co_await client.tags(reference.path(), stop);
    if (tags) {
        co_return tags;
    }
    const ErrorCode code = tags.error().code;
    if (code == ErrorCode::Cancelled || code == ErrorCode::Timeout) {
        co_return tags;
    }
    qCDebug(lcExtensions).noquote() << tags.error().message;
    co_return QStringList();
}

/// Whether the engine was refused by the registry. Engines have no code of their own for it; these
/// are the words of registries, and of Docker and Podman about them.
bool isRefusedByRegistry(const Error &error)
{
    static const QStringList words{QStringLiteral("unauthorized"),
                                   QStringLiteral("authentication required"),
                                   QStringLiteral("no basic auth credentials"),
                                   QStringLiteral("access denied"),
                                   QStringLiteral("access to the resource is denied"),
                                   QStringLiteral("access forbidden")};
    return std::any_of(words.cbegin(), words.cend(), [&error](const QString &word) {
        return error.message.contains(word, Qt::CaseInsensitive);
    });
}

/// The same where the engine's words do not tell: to a registry of its own machine, Docker speaks
/// without TLS after the first refusal, and tells of that. The registry itself is asked.
Task<bool> wantsAnotherLogin(ImageReference reference, MaybeLogin login, StopToken stop)
{
    const registry::RegistryClient client(reference.registry(), login);
    const QString wanted = reference.digest.isEmpty() ? reference.tag : reference.digest;
    const Result<QString> digest = co_await client.digest(reference.path(), wanted, stop);
    co_return !digest && digest.error().code == ErrorCode::PermissionDenied;
}

Error refusal(const QString &reference, const QString &registry, const Error &reason)
{
    const QString argument =
        registry == QStringLiteral("docker.io") ? QString() : QLatin1Char(' ') + registry;
    return {ErrorCode::PermissionDenied,
            Text::english("Pulling %1 failed: the registry wants another login, or has no such "
                          "image. \"docker extension login%2\" logs in.")
                .arg(reference, argument),
            reason.text(),
            registry};
}

} // namespace

Task<Result<QString>>
taggedReference(engine::EngineClient client, QString reference, StopToken stop)
{
    PIERHEAD_CO_TRY(parsed, ImageReference::parse(reference));
    const Result<> allowed = policy::Policy::ofThisMachine().checkRepository(reference);
    if (!allowed) {
        co_return tl::unexpected<Error>(allowed.error());
    }
    const QString usual = parsed.withDefaultTag().toString();
    if (usual == parsed.toString()) {
        co_return usual;
    }
    const Result<engine::ImageInfo> local = co_await client.inspectImage(usual, stop);
    if (local) {
        co_return usual;
    }
    if (local.error().code != ErrorCode::NotFound) {
        co_return tl::unexpected<Error>(local.error());
    }
    PIERHEAD_CO_TRY(tags, co_await tagsOf(parsed, stop));
    const QString greatest = registry::greatestVersion(tags);
    if (!greatest.isEmpty()) {
        parsed.tag = greatest;
    }
    co_return parsed.withDefaultTag().toString();
}

Task<Result<void>> pullWithLogin(engine::EngineClient client,
                                 QString reference,
                                 engine::ProgressSink progress,
                                 StopToken stop)
{
    const Result<ImageReference> parsed = ImageReference::parse(reference);
    if (!parsed) {
        co_return co_await client.pullImage(reference, progress, stop); // the engine tells why
    }
    const QString registry = parsed->registry();
    const Result<MaybeLogin> login =
        co_await registry::credentialsFor(Paths::fromEnvironment(), registry, stop);
    if (!login && login.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(login.error());
    }
    const MaybeLogin known = login.value_or(MaybeLogin());
    Result<void> pulled = co_await client.pullImage(reference, progress, stop, known);
    if (pulled || pulled.error().code == ErrorCode::Cancelled) {
        co_return pulled;
    }
    bool isRefused = isRefusedByRegistry(pulled.error());
    if (!isRefused && pulled.error().code == ErrorCode::EngineRefused) {
        const ImageReference tagged = parsed->withDefaultTag();
        isRefused = co_await wantsAnotherLogin(tagged, known, stop);
    }
    if (!isRefused) {
        co_return pulled;
    }
    // What is public needs no login, so that a broken one matters only now.
    if (!login) {
        co_return tl::unexpected<Error>(
            withContext(Text::english("Pulling %1 needs a login").arg(reference), login.error()));
    }
    co_return tl::unexpected<Error>(refusal(reference, registry, pulled.error()));
}

} // namespace pierhead::extensions

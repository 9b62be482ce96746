#include "updatelookup.h"

#include "fittingversions.h"
#include "updateoffer.h"

#include <host/base/logging.h>
#include <host/base/machine.h>
#include <host/base/timelimit.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionstore.h>
#include <host/policy/extensionswitch.h>
#include <host/registry/credentials.h>
#include <host/registry/registryclient.h>
#include <host/registry/versions.h>

namespace pierhead::updates {

namespace {

using extensions::ImageReference;
using extensions::InstalledExtension;

/// An engine that does not answer by then is taken for one of this machine.
constexpr auto architecturePatience = std::chrono::seconds(5);

/// The tags of a repository, and who was told them.
struct TagList
{
    registry::RegistryClient client;
    QStringList tags;
};

/// Without a login first: what is public must not make a keyring ask to be unlocked.
Task<Result<TagList>> remoteTags(Paths paths, ImageReference reference, StopToken stop)
{
    registry::RegistryClient client(reference.registry());
    Result<QStringList> tags = co_await client.tags(reference.path(), stop);
    if (!tags && tags.error().code == ErrorCode::PermissionDenied) {
        const auto login = co_await registry::credentialsFor(paths, reference.registry(), stop);
        if (login && *login) {
            client = registry::RegistryClient(reference.registry(), *login);
            tags = co_await client.tags(reference.path(), stop);
        }
    }
    if (!tags) {
        co_return tl::unexpected<Error>(tags.error());
    }
    TagList found{client, *tags};
    co_return found;
}

/// Of the engine that the extension was installed on, by its key. None is started for that.
Task<QString> architectureOf(QString engine, StopToken stop)
{
    const Result<engine::EngineAddress> address = engine::EngineAddress::parse(engine);
    if (address) {
        const TimeLimit limit(architecturePatience, stop);
        const engine::EngineClient client(*address);
        const Result<engine::EngineVersion> version = co_await client.version(limit.token());
        if (version) {
            co_return version->architecture;
        }
        qCDebug(lcExtensions).noquote() << version.error().message;
    }
    co_return machineArchitecture();
}

/// What to say where it was the time that ended the question.
Error failureOf(const Error &error,
                const TimeLimit &limit,
                const ImageReference &reference,
                std::chrono::milliseconds patience)
{
    if (!limit.ended(error)) {
        return error;
    }
    return {ErrorCode::Timeout,
            Text::english("%1 did not answer within %2 seconds.")
                .arg(reference.registry())
                .arg(static_cast<double>(patience.count()) / 1000)};
}

Task<Result<FittingVersions>> greatestVersions(Paths paths,
                                               InstalledExtension installed,
                                               ImageReference reference,
                                               std::chrono::milliseconds patience,
                                               StopToken stop)
{
    const TimeLimit tagLimit(patience, stop);
    const Result<TagList> found = co_await remoteTags(paths, reference, tagLimit.token());
    if (!found) {
        co_return tl::unexpected<Error>(failureOf(found.error(), tagLimit, reference, patience));
    }
    const bool isAnyGreater = !registry::versionsAfter(reference.tag, found->tags).isEmpty();
    QString architecture;
    if (isAnyGreater) {
        architecture = co_await architectureOf(installed.engine, stop);
    }
    const TimeLimit imageLimit(patience, stop);
    Result<FittingVersions> fitting = co_await fittingVersions(
        found->client, reference, architecture, found->tags, imageLimit.token());
    if (!fitting) {
        co_return tl::unexpected<Error>(
            failureOf(fitting.error(), imageLimit, reference, patience));
    }
    co_return fitting;
}

/// Puts the answer beside what others have written meanwhile, and leaves out what is not installed
/// any more.
Result<> keep(const Paths &paths, const QString &id, const FittingVersions &fitting)
{
    const UpdateCache cache(paths);
    const VersionsById before = cache.read();
    VersionsById known;
    for (const InstalledExtension &extension : extensions::ExtensionStore(paths).list()) {
        const auto former = before.find(extension.id.value());
        if (former != before.end()) {
            known.insert(*former);
        }
    }
    const bool isAllTold = fitting.failures.empty();
    known[id] = {fitting.versions, isAllTold ? QDateTime::currentDateTimeUtc() : QDateTime()};
    return cache.write(known);
}

/// Keeps what was answered, and adds what went wrong.
void note(const Result<FittingVersions> &greatest,
          const Paths &paths,
          const QString &id,
          std::vector<Error> *failures)
{
    std::vector<Error> wrong;
    const Result<> kept =
        greatest ? keep(paths, id, *greatest) : tl::unexpected<Error>(greatest.error());
    if (greatest) {
        wrong = greatest->failures;
    }
    if (!kept) {
        wrong.push_back(kept.error());
    }
    for (const Error &error : wrong) {
        qCDebug(lcExtensions).noquote() << error.message;
        failures->push_back(error);
    }
}

} // namespace

Task<std::vector<Error>> lookUpVersions(Paths paths,
                                        std::vector<InstalledExtension> installed,
                                        LookupRequest request,
                                        StopToken stop)
{
    std::vector<Error> failures;
    if (!policy::checkExtensionsOn(paths)) {
        co_return failures;
    }
    const VersionsById known = UpdateCache(paths).read();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const InstalledExtension &extension : installed) {
        const auto former = known.find(extension.id.value());
        const bool isKnown = request.freshness == LookupRequest::Freshness::Cached
            && former != known.end() && former->second.isFresh(now);
        const std::optional<ImageReference> reference =
            updatableReference(extension, policy::Policy::ofThisMachine());
        if (isKnown || !reference) {
            continue;
        }
        const Result<FittingVersions> greatest =
            co_await greatestVersions(paths, extension, *reference, request.patience, stop);
        if (stop.stop_requested()) {
            break;
        }
        note(greatest, paths, extension.id.value(), &failures);
    }
    co_return failures;
}

} // namespace pierhead::updates

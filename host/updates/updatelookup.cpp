#include "updatelookup.h"

#include "updateoffer.h"

#include <host/base/logging.h>
#include <host/base/timelimit.h>
#include <host/extensions/extensionstore.h>
#include <host/policy/extensionswitch.h>
#include <host/registry/credentials.h>
#include <host/registry/registryclient.h>
#include <host/registry/versions.h>

namespace pierhead::updates {

namespace {

using extensions::ImageReference;
using extensions::InstalledExtension;

constexpr qsizetype mostVersions = 200;

/// Without a login first: what is public must not make a keyring ask to be unlocked.
Task<Result<QStringList>> remoteTags(Paths paths, ImageReference reference, StopToken stop)
{
    const registry::RegistryClient anybody(reference.registry());
    Result<QStringList> tags = co_await anybody.tags(reference.path(), stop);
    if (tags || tags.error().code != ErrorCode::PermissionDenied) {
        co_return tags;
    }
    const auto login = co_await registry::credentialsFor(paths, reference.registry(), stop);
    if (!login || !*login) {
        co_return tags;
    }
    const registry::RegistryClient user(reference.registry(), *login);
    co_return co_await user.tags(reference.path(), stop);
}

Task<Result<QStringList>> greatestVersions(Paths paths,
                                           ImageReference reference,
                                           std::chrono::milliseconds patience,
                                           StopToken stop)
{
    const TimeLimit limit(patience, stop);
    const Result<QStringList> tags = co_await remoteTags(paths, reference, limit.token());
    if (!tags && limit.ended(tags.error())) {
        co_return failure(ErrorCode::Timeout,
                          Text::english("%1 did not answer within %2 seconds.")
                              .arg(reference.registry())
                              .arg(static_cast<double>(patience.count()) / 1000));
    }
    if (!tags) {
        co_return tl::unexpected<Error>(tags.error());
    }
    // Not only those after what is installed: that may be rolled back.
    co_return registry::versionsAfter(QStringLiteral("0.0.0"), *tags).mid(0, mostVersions);
}

/// Puts the answer beside what others have written meanwhile, and leaves out what is not installed
/// any more.
Result<> keep(const Paths &paths, const QString &id, const QStringList &versions)
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
    known[id] = {versions, QDateTime::currentDateTimeUtc()};
    return cache.write(known);
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
        const Result<QStringList> greatest =
            co_await greatestVersions(paths, *reference, request.patience, stop);
        if (stop.stop_requested()) {
            break;
        }
        const Result<> kept = greatest ? keep(paths, extension.id.value(), *greatest)
                                       : tl::unexpected<Error>(greatest.error());
        if (!kept) {
            qCDebug(lcExtensions).noquote() << kept.error().message;
            failures.push_back(kept.error());
        }
    }
    co_return failures;
}

} // namespace pierhead::updates

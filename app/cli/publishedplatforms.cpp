#include "publishedplatforms.h"

#include <host/base/logging.h>
#include <host/base/timelimit.h>
#include <host/extensions/imagereference.h>
#include <host/registry/credentials.h>
#include <host/registry/registryclient.h>

#include <array>

namespace pierhead::cli {

namespace {

using extensions::Fault;
using extensions::ImageReference;
using extensions::SourceImage;

constexpr auto registryPatience = std::chrono::seconds(15);
constexpr std::array marketplaceArchitectures{"amd64", "arm64"};

/// By the digest that its registry knows it by.
std::optional<ImageReference> publishedReference(const SourceImage &image)
{
    const auto named = ImageReference::parse(image.reference);
    for (const QString &pulled : image.info.repoDigests) {
        const auto published = ImageReference::parse(pulled);
        if (named && published && published->repository == named->repository) {
            return *published;
        }
    }
    return std::nullopt;
}

Task<Result<QStringList>>
missingPlatforms(registry::RegistryClient client, ImageReference published, StopToken stop)
{
    QStringList missing;
    for (const char *architecture : marketplaceArchitectures) {
        const QString name = QString::fromLatin1(architecture);
        const Result<registry::RemoteImage> image =
            co_await client.image(published.path(), published.digest, name, stop);
        if (!image && image.error().code != ErrorCode::InvalidImage) {
            co_return tl::unexpected<Error>(image.error());
        }
        if (!image) {
            missing.append(QStringLiteral("linux/") + name);
        }
    }
    co_return missing;
}

/// Without a login first: what is public must not make a keyring ask to be unlocked.
Task<Result<QStringList>> askedPlatforms(Paths paths, ImageReference published, StopToken stop)
{
    const registry::RegistryClient anybody(published.registry());
    Result<QStringList> missing = co_await missingPlatforms(anybody, published, stop);
    if (missing || missing.error().code != ErrorCode::PermissionDenied) {
        co_return missing;
    }
    const auto login = co_await registry::credentialsFor(paths, published.registry(), stop);
    if (!login || !*login) {
        co_return missing;
    }
    const registry::RegistryClient user(published.registry(), *login);
    co_return co_await missingPlatforms(user, published, stop);
}

} // namespace

Task<std::optional<std::vector<Fault>>>
publishedPlatformFaults(Paths paths, SourceImage image, StopToken stop)
{
    const std::optional<ImageReference> published = publishedReference(image);
    if (!published) {
        co_return std::nullopt;
    }
    const TimeLimit limit(registryPatience, stop);
    const Result<QStringList> missing = co_await askedPlatforms(paths, *published, limit.token());
    if (!missing) {
        qCDebug(lcExtensions).noquote() << missing.error().message;
        co_return std::nullopt;
    }
    std::vector<Fault> faults;
    for (const QString &platform : *missing) {
        const Fault fault{Fault::Severity::Warning,
                          QStringLiteral("platforms"),
                          QStringLiteral("%1 is missing in the image that %2 has")
                              .arg(platform, published->registry())};
        faults.push_back(fault);
    }
    co_return faults;
}

} // namespace pierhead::cli

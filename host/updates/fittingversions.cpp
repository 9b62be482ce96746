#include "fittingversions.h"

#include <host/extensions/imagelabels.h>
#include <host/policy/policy.h>
#include <host/registry/versions.h>

namespace pierhead::updates {

namespace {

using extensions::ImageReference;

constexpr qsizetype mostVersions = 200;
/// Some registries count each look as a pull, and allow few.
constexpr qsizetype mostImageLooks = 5;

/// As an install, which refuses what lacks the label.
bool isApiOffered(const engine::Labels &labels)
{
    const QString wanted = extensions::ImageLabels::from(labels).apiVersion;
    return !wanted.isEmpty() && extensions::isApiVersionSupported(wanted);
}

/// Those of the tags that the policy allows, the greatest first.
QStringList allowedAfter(const ImageReference &installed, const QStringList &tags)
{
    const policy::Policy policy = policy::Policy::ofThisMachine();
    QStringList allowed;
    for (const QString &tag : registry::versionsAfter(installed.tag, tags)) {
        ImageReference newer = installed;
        newer.tag = tag;
        if (policy.checkReference(newer.toString())) {
            allowed.append(tag);
        }
    }
    return allowed;
}

/// Whether it is the one image that cannot be read, and another one may be.
bool concernsOneImage(const Error &error)
{
    return error.code == ErrorCode::Protocol || error.code == ErrorCode::NotFound;
}

} // namespace

Task<Result<FittingVersions>> fittingVersions(registry::RegistryClient client,
                                              ImageReference installed,
                                              QString architecture,
                                              QStringList tags,
                                              StopToken stop)
{
    FittingVersions fitting;
    const QStringList candidates = allowedAfter(installed, tags).mid(0, mostImageLooks);
    for (const QString &tag : candidates) {
        const Result<registry::RemoteImage> image =
            co_await client.image(installed.path(), tag, architecture, stop);
        if (image && isApiOffered(image->labels)) {
            fitting.versions.append(tag);
            break;
        }
        if (!image && concernsOneImage(image.error())) {
            fitting.failures.push_back(image.error());
        } else if (!image && image.error().code != ErrorCode::InvalidImage) {
            co_return tl::unexpected<Error>(image.error());
        }
    }
    const QStringList greater = registry::versionsAfter(installed.tag, tags);
    for (const QString &tag : registry::versionsAfter(QStringLiteral("0.0.0"), tags)) {
        if (!greater.contains(tag) && fitting.versions.size() < mostVersions) {
            fitting.versions.append(tag);
        }
    }
    co_return fitting;
}

} // namespace pierhead::updates

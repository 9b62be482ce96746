#include "updateoffer.h"

#include <host/registry/versions.h>

#include <algorithm>

namespace pierhead::updates {

using extensions::ImageReference;

std::optional<ImageReference> updatableReference(const extensions::InstalledExtension &installed,
                                                 const policy::Policy &policy)
{
    const Result<ImageReference> reference = ImageReference::parse(installed.reference);
    const bool isUpdatable = reference && installed.isFromRegistry && reference->digest.isEmpty()
        && reference->repository.contains(QLatin1Char('/'))
        && !registry::greatestVersion({reference->tag}).isEmpty()
        && policy.checkRepository(installed.reference);
    return isUpdatable ? std::optional(*reference) : std::nullopt;
}

QString offeredVersion(const extensions::InstalledExtension &installed,
                       const VersionsById &known,
                       const policy::Policy &policy)
{
    const auto found = known.find(installed.id.value());
    if (found == known.end()) {
        return {};
    }
    const std::optional<ImageReference> reference = updatableReference(installed, policy);
    if (!reference) {
        return {};
    }
    const QStringList greater = registry::versionsAfter(reference->tag, found->second.versions);
    const auto offered =
        std::find_if(greater.cbegin(), greater.cend(), [&reference, &policy](const QString &tag) {
            ImageReference newer = *reference;
            newer.tag = tag;
            // A registry, or a file, may call a tag what is none.
            return policy.checkReference(newer.toString()).has_value();
        });
    return offered == greater.cend() ? QString() : *offered;
}

} // namespace pierhead::updates

#include "offeredupdate.h"

#include "catalogviews/catalogoffer.h"

#include <host/catalog/catalogsearch.h>
#include <host/registry/versions.h>
#include <host/updates/updateoffer.h>

namespace pierhead::desktop {

std::optional<OfferedUpdate> offeredUpdate(const extensions::InstalledExtension &installed,
                                           const std::vector<catalog::CatalogEntry> &entries,
                                           const updates::VersionsById &known)
{
    const policy::Policy policy = policy::Policy::ofThisMachine();
    auto listed = catalog::updateFor(installed, entries);
    if (listed && !policy.checkReference(listed->reference())) {
        listed.reset();
    }
    const QString tag = updates::offeredVersion(installed, known, policy);
    // Of equal ones it is the first.
    if (listed && (tag.isEmpty() || registry::greatestVersion({listed->tag, tag}) == listed->tag)) {
        return OfferedUpdate{listed->tag, sourceOf(*listed)};
    }
    if (tag.isEmpty()) {
        return std::nullopt;
    }
    return OfferedUpdate{tag,
                         {.kind = extensions::ExtensionSource::Kind::Reference,
                          .location = installed.id.value() + QLatin1Char(':') + tag,
                          .tag = {},
                          .buildArguments = {}}};
}

} // namespace pierhead::desktop

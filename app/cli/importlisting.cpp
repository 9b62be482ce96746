#include "importlisting.h"

#include <host/base/json.h>

namespace pierhead::cli {

namespace {

QString importState(const desktopimport::DesktopExtension &extension, bool isInstalled)
{
    if (isInstalled) {
        return QStringLiteral("Installed");
    }
    return extension.isUsable() ? QStringLiteral("Not installed") : extension.problem.inEnglish();
}

} // namespace

Listing importListing(const std::vector<desktopimport::DesktopExtension> &extensions,
                      const std::vector<extensions::InstalledExtension> &installed)
{
    Listing listing{{QStringLiteral("NAME"),
                     QStringLiteral("TITLE"),
                     QStringLiteral("IMAGE"),
                     QStringLiteral("STATE")},
                    {},
                    {}};
    nlohmann::json array = nlohmann::json::array();
    for (const desktopimport::DesktopExtension &extension : extensions) {
        const bool isHere = desktopimport::isInstalled(extension, installed);
        listing.rows.append({extension.slug,
                             extension.title,
                             extension.reference(),
                             importState(extension, isHere)});
        array.push_back({{"name", extension.slug},
                         {"title", extension.title},
                         {"id", extension.id},
                         {"image", extension.reference()},
                         {"version", extension.version},
                         {"deduced", extension.isDeduced},
                         {"installed", isHere},
                         {"problem", extension.problem.inEnglish()}});
    }
    listing.json = json::serializePretty(array);
    return listing;
}

} // namespace pierhead::cli

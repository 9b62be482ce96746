#include "catalogoffer.h"

#include <app/desktop/displaytext.h>
#include <host/catalog/catalogsearch.h>

#include <QCoreApplication>

namespace pierhead::desktop {

CatalogOffer offerOf(const catalog::CatalogEntry &entry, const ExtensionModel &model)
{
    if (const ExtensionRow *row = model.find(entry.id)) {
        return catalog::updateFor(row->extension, {entry}) ? CatalogOffer::Update
                                                           : CatalogOffer::Installed;
    }
    const bool fits =
        entry.apiVersion.isEmpty() || extensions::isApiVersionSupported(entry.apiVersion);
    return fits ? CatalogOffer::Install : CatalogOffer::Unsupported;
}

QString offerText(CatalogOffer offer, const catalog::CatalogEntry &entry)
{
    switch (offer) {
    case CatalogOffer::Install:
        return QCoreApplication::translate("CatalogOffer", "Install");
    case CatalogOffer::Update:
        return QCoreApplication::translate("CatalogOffer", "Update to %1")
            .arg(singleLine(entry.tag));
    case CatalogOffer::Installed:
        return QCoreApplication::translate("CatalogOffer", "Installed");
    case CatalogOffer::Unsupported:
        return QCoreApplication::translate("CatalogOffer", "Needs API %1")
            .arg(singleLine(entry.apiVersion));
    }
    return {};
}

extensions::ExtensionSource sourceOf(const catalog::CatalogEntry &entry)
{
    return {.kind = extensions::ExtensionSource::Kind::Reference,
            .location = entry.reference(),
            .tag = {},
            .buildArguments = {},
            .publishedDigest = entry.digest};
}

} // namespace pierhead::desktop

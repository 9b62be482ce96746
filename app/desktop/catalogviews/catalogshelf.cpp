#include "catalogshelf.h"

namespace pierhead::desktop {

using catalog::CatalogRequest;

CatalogShelf::CatalogShelf(Paths paths)
    : m_paths(std::move(paths))
{ }

CatalogShelf::~CatalogShelf()
{
    m_stop.request_stop();
}

void CatalogShelf::load(CatalogRequest::Freshness freshness)
{
    if (m_isLoading) {
        return;
    }
    m_isLoading = true;
    Q_EMIT changed();
    const CatalogRequest request{.freshness = freshness};
    QCoro::connect(catalog::loadCatalogs(m_paths, request, m_stop.get_token()),
                   this,
                   [this](const catalog::Catalogs &catalogs) { take(catalogs); });
}

void CatalogShelf::add(const QString &where)
{
    if (m_isLoading) {
        return;
    }
    m_isLoading = true;
    Q_EMIT changed();
    const auto done = [this](const Result<catalog::LoadedCatalog> &loaded) {
        m_isLoading = false;
        if (loaded) {
            Q_EMIT added(loaded->name());
            load(CatalogRequest::Freshness::Cached);
        } else {
            Q_EMIT refused(loaded.error());
            Q_EMIT changed();
        }
    };
    QCoro::connect(catalog::addCatalog(where, m_paths, m_stop.get_token()), this, done);
}

void CatalogShelf::remove(const QString &location)
{
    const auto removed = catalog::removeCatalog(location, m_paths);
    if (!removed) {
        Q_EMIT refused(removed.error());
    }
    load(CatalogRequest::Freshness::Cached);
}

void CatalogShelf::take(catalog::Catalogs catalogs)
{
    m_catalogs = std::move(catalogs);
    m_entries = m_catalogs.entries();
    m_isLoading = false;
    m_isLoaded = true;
    Q_EMIT changed();
}

} // namespace pierhead::desktop

#pragma once

#include <host/catalog/catalogs.h>

#include <QObject>

namespace pierhead::desktop {

/// The catalogs of the user as the window has read them, and the ways to have others.
class CatalogShelf final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CatalogShelf)

public:
    explicit CatalogShelf(Paths paths);
    ~CatalogShelf() override;

    /// Reads them all; while that is going on already, nothing more happens. What was read before
    /// stays until then.
    void load(catalog::CatalogRequest::Freshness freshness);
    /// A URL or a path. Reads it first; then load() or refused().
    void add(const QString &where);
    void remove(const QString &location);

    [[nodiscard]] bool isLoading() const { return m_isLoading; }

    /// Whether load() has come to an end once.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

    [[nodiscard]] const catalog::Catalogs &catalogs() const { return m_catalogs; }

    /// Catalogs::entries(), which takes time.
    [[nodiscard]] const std::vector<catalog::CatalogEntry> &entries() const { return m_entries; }

Q_SIGNALS:
    /// After every one of load(), add() and remove(), and when they begin.
    void changed();
    void added(const QString &name);
    void refused(const pierhead::Error &error);

private:
    void take(catalog::Catalogs catalogs);

    Paths m_paths;
    catalog::Catalogs m_catalogs;
    std::vector<catalog::CatalogEntry> m_entries;
    StopSource m_stop;
    bool m_isLoading = false;
    bool m_isLoaded = false;
};

} // namespace pierhead::desktop

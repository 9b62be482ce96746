#include "parcels.h"

#include <QUuid>

namespace pierhead::bridge {

QString Parcels::add(const QByteArray &bytes)
{
    // 122 bits of the system's random numbers.
    const QString path = folder + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_parcels.insert(path, bytes);
    return path;
}

std::optional<QByteArray> Parcels::take(const QString &path)
{
    const auto found = m_parcels.find(path);
    if (found == m_parcels.end()) {
        return std::nullopt;
    }
    QByteArray bytes = std::move(*found);
    m_parcels.erase(found);
    return bytes;
}

std::shared_ptr<Parcels> ParcelShelf::addPage()
{
    std::erase_if(m_pages, [](const std::weak_ptr<Parcels> &page) { return page.expired(); });
    auto parcels = std::make_shared<Parcels>();
    m_pages.push_back(parcels);
    return parcels;
}

std::optional<QByteArray> ParcelShelf::take(const QString &path)
{
    for (const std::weak_ptr<Parcels> &page : m_pages) {
        const std::shared_ptr<Parcels> parcels = page.lock();
        if (!parcels) {
            continue;
        }
        if (std::optional<QByteArray> bytes = parcels->take(path)) {
            return bytes;
        }
    }
    return std::nullopt;
}

} // namespace pierhead::bridge

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace pierhead::bridge {

/// Texts on their way to a page that are too long for a message of the channel: the page is told a
/// path, and fetches what is there, once. A path cannot be guessed, and is the page's own.
class Parcels final
{
public:
    /// What all paths begin with.
    static constexpr QLatin1StringView folder{"/.pierhead/parcel/"};

    /// Keeps the bytes until they are taken; the path to them.
    [[nodiscard]] QString add(const QByteArray &bytes);
    /// What is at the path, which is there no more then.
    [[nodiscard]] std::optional<QByteArray> take(const QString &path);

    /// Nobody will ask for what is there.
    void clear() { m_parcels.clear(); }

private:
    QHash<QString, QByteArray> m_parcels;
};

/// The parcels of all pages of one extension.
class ParcelShelf final
{
public:
    /// Those of one page, for as long as it holds them.
    [[nodiscard]] std::shared_ptr<Parcels> addPage();
    [[nodiscard]] std::optional<QByteArray> take(const QString &path);

private:
    std::vector<std::weak_ptr<Parcels>> m_pages;
};

} // namespace pierhead::bridge

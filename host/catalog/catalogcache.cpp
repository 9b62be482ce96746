#include "catalogcache.h"

#include "catalogindex.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <chrono>

namespace pierhead::catalog {

namespace {

constexpr std::chrono::milliseconds copyLifetime = std::chrono::hours(12);
/// An index in a string: each of its quotes and line breaks takes two bytes there.
constexpr qint64 maximumCopyBytes = 2 * maximumIndexBytes + 64LL * 1024;

QByteArray bytesAt(const nlohmann::json &object, const char *key)
{
    return json::field<QString>(object, key).toUtf8();
}

} // namespace

void from_json(const nlohmann::json &source, CatalogCopy &target)
{
    target.text = bytesAt(source, "index");
    target.etag = bytesAt(source, "etag");
    target.lastModified = bytesAt(source, "lastModified");
    target.checkedAt =
        QDateTime::fromString(json::field<QString>(source, "checkedAt"), Qt::ISODateWithMs);
}

bool CatalogCopy::isFresh(const QDateTime &now) const
{
    const qint64 age = checkedAt.msecsTo(now);
    return checkedAt.isValid() && age >= 0 && age < copyLifetime.count();
}

CatalogCache::CatalogCache(const Paths &paths)
    : m_folder(paths.cache + QStringLiteral("/catalogs"))
{ }

std::optional<CatalogCopy> CatalogCache::read(const CatalogSource &source) const
{
    QFile file(pathOf(source));
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumCopyBytes) {
        return std::nullopt;
    }
    auto copy = json::parseAs<CatalogCopy>(file.readAll());
    return copy ? std::optional(std::move(*copy)) : std::nullopt;
}

Result<> CatalogCache::write(const CatalogSource &source, const CatalogCopy &copy) const
{
    const nlohmann::json object{
        {"url", source.location},
        {"etag", QString::fromUtf8(copy.etag)},
        {"lastModified", QString::fromUtf8(copy.lastModified)},
        {"checkedAt", copy.checkedAt.toString(Qt::ISODateWithMs)},
        {"index", QString::fromUtf8(copy.text)},
    };
    const QByteArray text = json::serialize(object);
    QSaveFile file(pathOf(source));
    if (!QDir().mkpath(m_folder) || !file.open(QIODevice::WriteOnly)
        || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("The copy %1 of a catalog cannot be kept: %2.")
                           .arg(file.fileName(), file.errorString()));
    }
    return {};
}

void CatalogCache::remove(const CatalogSource &source) const
{
    QFile::remove(pathOf(source));
}

QString CatalogCache::pathOf(const CatalogSource &source) const
{
    const QByteArray name =
        QCryptographicHash::hash(source.location.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("%1/%2.json").arg(m_folder, QString::fromLatin1(name));
}

} // namespace pierhead::catalog

#include "catalogsources.h"

#include <host/base/json.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>

namespace pierhead::catalog {

namespace {

constexpr qint64 maximumListBytes = 1024LL * 1024;
constexpr int lockMilliseconds = 2000;

/// catalogs.json: {"catalogs": ["https://…", "/path/index.json"]}
struct SourceList
{
    QStringList catalogs;
};

void from_json(const nlohmann::json &source, SourceList &target)
{
    target.catalogs = json::field<QStringList>(source, "catalogs");
}

/// Nobody else changes the list meanwhile.
Result<std::unique_ptr<QLockFile>> lockList(const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).path())) {
        return failure(ErrorCode::Io,
                       Text::english("The folder of %1 cannot be made. Look at who owns the "
                                     "folders above it.")
                           .arg(path));
    }
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    if (!lock->tryLock(lockMilliseconds)) {
        return failure(lock->error() == QLockFile::LockFailedError ? ErrorCode::Conflict
                                                                   : ErrorCode::Io,
                       Text::english("The list of catalogs %1 cannot be changed: %2.")
                           .arg(path,
                                lock->error() == QLockFile::LockFailedError
                                    ? Text::english("another program is changing it")
                                    : Text::english("nothing can be written beside it")));
    }
    return lock;
}

} // namespace

CatalogSources::CatalogSources(const Paths &paths)
    : m_path(paths.data + QStringLiteral("/catalogs.json"))
{ }

Result<std::vector<CatalogSource>> CatalogSources::list() const
{
    std::vector<CatalogSource> sources;
    QFile file(m_path);
    if (!file.exists()) {
        return sources;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("The list of catalogs %1 cannot be read: %2.")
                           .arg(m_path, file.errorString()));
    }
    const auto list = json::parseAs<SourceList>(file.read(maximumListBytes));
    if (!list) {
        return failure(ErrorCode::Protocol,
                       Text::english("The list of catalogs %1 is broken: %2. Mend it, or delete it "
                                     "and add the catalogs anew.")
                           .arg(m_path, list.error().text()));
    }
    for (const QString &written : list->catalogs) {
        const auto source = CatalogSource::parse(written);
        if (!source) {
            return tl::unexpected<Error>(withContext(
                Text::english("The list of catalogs %1 is broken").arg(m_path), source.error()));
        }
        sources.push_back(*source);
    }
    return sources;
}

Result<> CatalogSources::add(const CatalogSource &source) const
{
    PIERHEAD_TRY(lock, lockList(m_path));
    PIERHEAD_TRY(sources, list());
    if (std::find(sources.cbegin(), sources.cend(), source) != sources.cend()) {
        return failure(
            ErrorCode::Conflict,
            Text::english("The catalog %1 is in the list already.").arg(source.location));
    }
    sources.push_back(source);
    return write(sources);
}

Result<> CatalogSources::remove(const CatalogSource &source) const
{
    PIERHEAD_TRY(lock, lockList(m_path));
    PIERHEAD_TRY(sources, list());
    if (std::erase(sources, source) == 0) {
        QStringList known;
        for (const CatalogSource &other : sources) {
            known.append(other.location);
        }
        return failure(
            ErrorCode::NotFound,
            Text::english("The catalog %1 is not in the list. %2")
                .arg(source.location,
                     known.isEmpty()
                         ? Text::english("There is none in it.")
                         : Text::english("In it: %1.").arg(known.join(QStringLiteral(", ")))));
    }
    return write(sources);
}

Result<> CatalogSources::write(const std::vector<CatalogSource> &sources) const
{
    QStringList locations;
    for (const CatalogSource &source : sources) {
        locations.append(source.location);
    }
    nlohmann::json object;
    object["catalogs"] = locations;
    const QByteArray text = json::serializePretty(object);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("The list of catalogs %1 cannot be written: %2. It is as it "
                                     "was.")
                           .arg(m_path, file.errorString()));
    }
    return {};
}

} // namespace pierhead::catalog

#include "updatecache.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <chrono>

namespace pierhead::updates {

namespace {

constexpr std::chrono::milliseconds answerLifetime = std::chrono::hours(24);
constexpr qint64 largestCache = 4LL * 1024 * 1024;

} // namespace

bool KnownVersions::isFresh(const QDateTime &now) const
{
    const qint64 age = checkedAt.msecsTo(now);
    return checkedAt.isValid() && age >= 0 && age < answerLifetime.count();
}

void from_json(const nlohmann::json &source, KnownVersions &target)
{
    target.versions = json::field<QStringList>(source, "versions");
    target.checkedAt =
        QDateTime::fromString(json::field<QString>(source, "checkedAt"), Qt::ISODateWithMs);
}

UpdateCache::UpdateCache(const Paths &paths)
    : m_path(paths.data + QStringLiteral("/updates.json"))
{ }

VersionsById UpdateCache::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestCache) {
        return {};
    }
    VersionsById known;
    const Result<nlohmann::json> object = json::parse(file.readAll());
    if (!object || !object->is_object()) {
        return {};
    }
    for (const auto &[id, entry] : object->items()) {
        if (auto versions = json::decode<KnownVersions>(entry)) {
            known.emplace(QString::fromStdString(id), std::move(*versions));
        }
    }
    return known;
}

Result<> UpdateCache::write(const VersionsById &known) const
{
    nlohmann::json object = nlohmann::json::object();
    for (const auto &[id, entry] : known) {
        object[id.toStdString()] = {{"versions", entry.versions},
                                    {"checkedAt", entry.checkedAt.toString(Qt::ISODateWithMs)}};
    }
    const QByteArray text = json::serializePretty(object);
    QSaveFile file(m_path);
    if (!QDir().mkpath(QFileInfo(m_path).path()) || !file.open(QIODevice::WriteOnly)
        || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("What registries said of newer versions cannot be kept in "
                                     "%1: %2.")
                           .arg(m_path, file.errorString()));
    }
    return {};
}

} // namespace pierhead::updates

#pragma once

#include <host/base/json.h>
#include <host/base/paths.h>

#include <QDateTime>

#include <map>

/// Whether registries have newer versions of what is installed.
namespace pierhead::updates {

/// What a registry said of a repository.
struct KnownVersions
{
    QStringList versions; ///< tags of what can be installed here; the greatest first
    QDateTime checkedAt;  ///< UTC; invalid where it was not all told

    /// Of the last 24 hours; not of the future, for the clock was set back.
    [[nodiscard]] bool isFresh(const QDateTime &now) const;
};

/// {"checkedAt" (ISO 8601), "versions"}
void from_json(const nlohmann::json &source, KnownVersions &target);

/// By the ids of extensions.
using VersionsById = std::map<QString, KnownVersions>;

/// Keeps that in updates.json under the data folder, which window and command line share. A file
/// that is not of the form counts for nothing and is written anew.
class UpdateCache final
{
public:
    explicit UpdateCache(const Paths &paths);

    [[nodiscard]] VersionsById read() const;
    /// Replaces the file as a whole.
    [[nodiscard]] Result<> write(const VersionsById &known) const;

    [[nodiscard]] QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace pierhead::updates

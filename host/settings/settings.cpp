#include "settings.h"

#include <host/base/json.h>

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <utility>

namespace pierhead::settings {

namespace {

/// A file is read, changed and written in a few milliseconds.
constexpr std::chrono::milliseconds lockPatience{1000};

constexpr std::array<std::pair<ThemeChoice, QLatin1StringView>, 3> themeNames{{
    {ThemeChoice::System, QLatin1StringView("system")},
    {ThemeChoice::Light, QLatin1StringView("light")},
    {ThemeChoice::Dark, QLatin1StringView("dark")},
}};

Result<ThemeChoice> themeNamed(const QString &text)
{
    for (const auto &[theme, name] : themeNames) {
        if (text == name) {
            return theme;
        }
    }
    return failure(ErrorCode::InvalidArgument,
                   Text::english("\"%1\" at /theme is none of system, light and dark").arg(text));
}

Result<QString> languageNamed(const QString &code)
{
    if (code.isEmpty() || languageCodes().contains(code)) {
        return code;
    }
    return failure(ErrorCode::InvalidArgument,
                   Text::english("\"%1\" at /language is none of %2")
                       .arg(code, languageCodes().join(QStringLiteral(" and "))));
}

QString nameOf(ThemeChoice choice)
{
    for (const auto &[theme, name] : themeNames) {
        if (theme == choice) {
            return name;
        }
    }
    Q_UNREACHABLE();
}

/// The file's keys as they are, before what is in them is looked at.
struct Stored
{
    std::optional<bool> extensionsEnabled;
    QString engine;
    QString theme;
    QString language;
    bool staysInTray = false;
    QStringList disabled;
    QStringList stopped;
    std::optional<nlohmann::json> limits;
    QStringList notImported;
    std::map<std::string, nlohmann::json> dev;
};

struct StoredDev
{
    QString uiSource;
    bool debug = false;
};

void from_json(const nlohmann::json &source, Stored &target)
{
    target.extensionsEnabled = json::optionalField<bool>(source, "extensionsEnabled");
    target.engine = json::fieldOr(source, "engine", QString());
    target.theme = json::fieldOr(source, "theme", nameOf(ThemeChoice::System));
    target.language = json::fieldOr(source, "language", QString());
    target.staysInTray = json::fieldOr(source, "staysInTray", false);
    target.disabled = json::fieldOr(source, "disabled", QStringList());
    target.stopped = json::fieldOr(source, "stopped", QStringList());
    target.limits = json::optionalField<nlohmann::json>(source, "limits");
    target.notImported = json::fieldOr(source, "notImported", QStringList());
    target.dev = json::fieldOr(source, "dev", target.dev);
}

void from_json(const nlohmann::json &source, StoredDev &target)
{
    target.uiSource = json::fieldOr(source, "uiSource", QString());
    target.debug = json::fieldOr(source, "debug", false);
}

/// What the file has for a DevSettings::uiSource.
QString storedUiSource(const QUrl &source)
{
    return source.isLocalFile() ? source.toLocalFile() : source.toString(QUrl::FullyEncoded);
}

Result<QUrl> uiSourceOf(const QString &stored)
{
    return stored.startsWith(QLatin1Char('/')) ? QUrl::fromLocalFile(stored)
                                               : parseUiSource(stored);
}

Result<DevSettings> devOf(const nlohmann::json &entry)
{
    if (!entry.is_object()) {
        return failure(ErrorCode::InvalidArgument, Text::english("it is no object"));
    }
    PIERHEAD_TRY(stored, json::decode<StoredDev>(entry));
    DevSettings dev{.uiSource = {}, .hasDevTools = stored.debug};
    if (!stored.uiSource.isEmpty()) {
        PIERHEAD_TRY(url, uiSourceOf(stored.uiSource));
        dev.uiSource = url;
    }
    return dev;
}

/// The number at `key`; 0 where there is none. Not negative, not endless, and 0 or `least`.
Result<double> limitAt(const nlohmann::json &object, const char *key, double least)
{
    constexpr double most = 1e9;
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        return 0;
    }
    const double value = found->is_number() ? found->get<double>() : -1;
    const bool isGood = value == 0 || (value >= least && value <= most); // NaN is not
    if (!isGood) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("/limits/%1 is neither 0 nor a number from %2 on")
                           .arg(QLatin1String(key))
                           .arg(least));
    }
    return value;
}

Result<BackendLimits> limitsOf(const nlohmann::json &object)
{
    if (!object.is_object()) {
        return failure(ErrorCode::InvalidArgument, Text::english("/limits is no object"));
    }
    constexpr auto leastMemory = static_cast<double>(BackendLimits::leastMemoryMiB);
    PIERHEAD_TRY(memory, limitAt(object, "memoryMiB", leastMemory));
    PIERHEAD_TRY(cpus, limitAt(object, "cpus", BackendLimits::leastCpus));
    return BackendLimits{.memoryMiB = static_cast<qint64>(memory), .cpus = cpus};
}

Result<SettingValues> valuesOf(const nlohmann::json &object)
{
    PIERHEAD_TRY(stored, json::decode<Stored>(object));
    SettingValues values;
    values.extensionsEnabled = stored.extensionsEnabled;
    values.engine = stored.engine;
    values.staysInTray = stored.staysInTray;
    values.disabled = stored.disabled;
    values.stopped = stored.stopped;
    PIERHEAD_TRY(theme, themeNamed(stored.theme));
    values.theme = theme;
    PIERHEAD_TRY(language, languageNamed(stored.language));
    values.language = language;
    values.notImported = stored.notImported;
    PIERHEAD_TRY(limits, limitsOf(stored.limits.value_or(nlohmann::json::object())));
    values.limits = limits;
    for (const auto &[key, entry] : stored.dev) {
        const QString id = QString::fromStdString(key);
        const Result<DevSettings> dev = devOf(entry);
        if (!dev) {
            return tl::unexpected<Error>(
                withContext(QStringLiteral("/dev/%1").arg(id), dev.error()));
        }
        values.dev.insert(id, *dev);
    }
    return values;
}

/// Sets the key, or takes it away where its value is null.
void put(nlohmann::json &object, const char *key, const nlohmann::json &value)
{
    if (value.is_null()) {
        object.erase(key);
    } else {
        object[key] = value;
    }
}

nlohmann::json textOrNull(const QString &text)
{
    return text.isEmpty() ? nlohmann::json() : nlohmann::json(text);
}

nlohmann::json listOrNull(const QStringList &list)
{
    return list.isEmpty() ? nlohmann::json() : nlohmann::json(list);
}

void putDev(nlohmann::json &object, const QMap<QString, DevSettings> &dev)
{
    nlohmann::json entries = json::fieldOr(object, "dev", nlohmann::json::object());
    for (auto known = entries.begin(); known != entries.end();) {
        known = dev.contains(QString::fromStdString(known.key())) ? std::next(known)
                                                                  : entries.erase(known);
    }
    for (auto one = dev.cbegin(); one != dev.cend(); ++one) {
        nlohmann::json &entry = entries[one.key().toStdString()];
        if (entry.is_null()) {
            entry = nlohmann::json::object();
        }
        put(entry, "uiSource", textOrNull(storedUiSource(one->uiSource)));
        put(entry, "debug", one->hasDevTools ? nlohmann::json(true) : nlohmann::json());
    }
    put(object, "dev", entries.empty() ? nlohmann::json() : entries);
}

void putLimits(nlohmann::json &object, const BackendLimits &limits)
{
    nlohmann::json entry = json::fieldOr(object, "limits", nlohmann::json::object());
    put(entry,
        "memoryMiB",
        limits.memoryMiB > 0 ? nlohmann::json(limits.memoryMiB) : nlohmann::json());
    put(entry, "cpus", limits.cpus > 0 ? nlohmann::json(limits.cpus) : nlohmann::json());
    put(object, "limits", entry.empty() ? nlohmann::json() : entry);
}

void putValues(nlohmann::json &object, const SettingValues &values)
{
    const std::optional<bool> &enabled = values.extensionsEnabled;
    put(object, "extensionsEnabled", enabled ? nlohmann::json(*enabled) : nlohmann::json());
    put(object, "engine", textOrNull(values.engine));
    put(object, "theme", nameOf(values.theme));
    put(object, "language", textOrNull(values.language));
    put(object, "staysInTray", values.staysInTray ? nlohmann::json(true) : nlohmann::json());
    put(object, "disabled", listOrNull(values.disabled));
    put(object, "stopped", listOrNull(values.stopped));
    put(object, "notImported", listOrNull(values.notImported));
    putLimits(object, values.limits);
    putDev(object, values.dev);
}

Result<nlohmann::json> readObject(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return nlohmann::json::object();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io, file.errorString());
    }
    PIERHEAD_TRY(object, json::parse(file.readAll()));
    if (!object.is_object()) {
        return failure(ErrorCode::InvalidArgument, Text::english("it is no JSON object"));
    }
    return object;
}

Error unreadable(const QString &path, const Error &reason)
{
    return {reason.code == ErrorCode::Io ? ErrorCode::Io : ErrorCode::InvalidArgument,
            Text::english("The settings in %1 cannot be read: %2. Mend the file or move it away; "
                          "until then the defaults hold, and nothing is changed in it.")
                .arg(path, reason.text().withoutFullStop())};
}

} // namespace

Settings::Settings(const Paths &paths)
    : m_file(paths.data + QStringLiteral("/settings.json"))
{ }

Result<SettingValues> Settings::read() const
{
    return readObject(m_file).and_then(valuesOf).map_error(
        [this](const Error &reason) { return unreadable(m_file, reason); });
}

Result<> Settings::change(const std::function<void(SettingValues &)> &change) const
{
    QDir().mkpath(QFileInfo(m_file).path()); // where that fails the lock says so
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!lock.tryLock(static_cast<int>(lockPatience.count()))) {
        return failure(ErrorCode::Io,
                       Text::english("The settings in %1 could not be changed: a lock beside the "
                                     "file was not to be had. Look whether the folder may be "
                                     "written to, and try again.")
                           .arg(m_file));
    }
    PIERHEAD_TRY(values, read());
    const SettingValues before = values;
    change(values);
    if (values == before) {
        return {};
    }
    PIERHEAD_TRY(object, readObject(m_file));
    putValues(object, values);
    QSaveFile file(m_file);
    const QByteArray text = json::serializePretty(object);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing the settings to %1 failed: %2. Look whether the "
                                     "disk is full and the folder may be written to.")
                           .arg(m_file, file.errorString()));
    }
    return {};
}

QStringList languageCodes()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

Result<QUrl> parseUiSource(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb =
        url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("\"%1\" is no address of a page. Write an http or https URL, "
                                     "for example http://localhost:3000.")
                           .arg(text));
    }
    return url;
}

} // namespace pierhead::settings

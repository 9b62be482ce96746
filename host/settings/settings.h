#pragma once

#include <host/base/paths.h>
#include <host/base/result.h>

#include <QMap>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace pierhead::settings {

enum class ThemeChoice {
    System, ///< as the desktop says
    Light,
    Dark,
};

/// What the author of an extension has set for it (`docker extension dev`).
struct DevSettings
{
    QUrl uiSource;            ///< what its tab loads in place of the installed page: a server's
                              ///< address, or the file URL of a folder; empty for that page
    bool hasDevTools = false; ///< whether the developer tools open with its tab

    bool operator==(const DevSettings &) const = default;
};

/// What each container of a backend may take of the engine's machine; 0 for no limit.
struct BackendLimits
{
    qint64 memoryMiB = 0; ///< else at least leastMemoryMiB, below which engines make no container
    double cpus = 0;      ///< else at least leastCpus

    static constexpr qint64 leastMemoryMiB = 6;
    static constexpr double leastCpus = 0.01;

    bool operator==(const BackendLimits &) const = default;
};

/// What the user has set.
struct SettingValues
{
    std::optional<bool> extensionsEnabled; ///< nothing where the user never said (ExtensionSwitch)
    QString engine;                        ///< the Engine::key() chosen last, or empty
    ThemeChoice theme = ThemeChoice::System;
    QString language;         ///< of the window: one of languageCodes(), or empty: as the system
    bool staysInTray = false; ///< where the window is closed
    QStringList disabled;     ///< ids of the extensions that are off by themselves
    QStringList stopped;      ///< ids of those whose backends the user stopped
    BackendLimits limits;     ///< of every backend's containers
    QStringList notImported;  ///< what of Docker Desktop's the user was offered and did not want:
                              ///< the names of its folders
    QMap<QString, DevSettings> dev; ///< by the extension's id

    bool operator==(const SettingValues &) const = default;
};

/// The settings of window and command line, in settings.json under the data folder:
///
/// | Key | Value |
/// |---|---|
/// | `extensionsEnabled` | true or false |
/// | `engine` | the engine's key |
/// | `theme` | "system", "light" or "dark" |
/// | `language` | "en" or "de" |
/// | `staysInTray` | true or false |
/// | `disabled` | an array of extensions' ids |
/// | `stopped` | likewise |
/// | `limits` | an object: `memoryMiB`, `cpus`, each a number |
/// | `notImported` | an array of names |
/// | `dev` | an object with one for each extension: `uiSource`, an http or https URL or the
/// absolute path of a folder; `debug`, true |
///
/// The disk is the truth: nothing is kept in memory. Keys that are not known here stay as they are.
class Settings final
{
public:
    explicit Settings(const Paths &paths);

    [[nodiscard]] QString file() const { return m_file; }

    /// Where there is no file all values are the defaults. The error names a file that cannot be
    /// read, and the place in it.
    [[nodiscard]] Result<SettingValues> read() const;

    /// read(), or the defaults.
    [[nodiscard]] SettingValues values() const { return read().value_or(SettingValues()); }

    /// Lets `change` have the values and writes them. A file that cannot be read is left as it is,
    /// with the error of read(). Another process that changes the file is waited for, up to a
    /// second.
    [[nodiscard]] Result<> change(const std::function<void(SettingValues &)> &change) const;

private:
    QString m_file;
};

/// The languages that the window speaks.
[[nodiscard]] QStringList languageCodes();

/// The URL, where it may be the server of a DevSettings::uiSource: http or https, with a host and
/// without a user's name. InvalidArgument says what is wrong.
[[nodiscard]] Result<QUrl> parseUiSource(const QString &text);

} // namespace pierhead::settings

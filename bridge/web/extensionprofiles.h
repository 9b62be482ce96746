#pragma once

#include <host/extensions/installedextension.h>

#include <QTimer>
#include <QWebEngineProfile>

#include <memory>
#include <unordered_map>

namespace pierhead::bridge {

class ExtensionSchemeHandler;

/// The web profiles of the extensions, one for each id, with their storage in
/// InstalledExtension::profilePath(). A profile stays once it is there: closing its storage takes
/// the engine a while, and opening the same folder meanwhile would lose what is in it. Profiles
/// outlive their pages.
class ExtensionProfiles final
{
public:
    ExtensionProfiles();
    ~ExtensionProfiles();
    Q_DISABLE_COPY_MOVE(ExtensionProfiles)

    /// It serves the pages of this version of the extension from now on, or the files of `uiFolder`
    /// where one is given. An extension that was removed and installed again gets a new one.
    [[nodiscard]] QWebEngineProfile &profileFor(const extensions::InstalledExtension &extension,
                                                const QString &uiFolder = {});

    /// The extension is gone, or is about to go; no page of it is there any more. Its profile ends.
    /// The engine still writes for a while into the folder of a profile that has ended: what comes
    /// there is deleted once nothing is installed in extension.folder.
    void forget(const extensions::InstalledExtension &extension);

private:
    struct Entry
    {
        std::unique_ptr<ExtensionSchemeHandler> handler;
        std::unique_ptr<QWebEngineProfile> profile;
        QByteArray mark; ///< what the folder was marked with
    };

    void deleteRemains();

    std::unordered_map<QString, Entry> m_entries;
    std::unordered_map<QString, int> m_remains; ///< folders, and how often they are looked at yet
    QTimer m_look;
};

} // namespace pierhead::bridge

#include "extensionprofiles.h"

#include "extensionscheme.h"
#include "extensionschemehandler.h"

#include <QDir>
#include <QFile>
#include <QUuid>
#include <QWebEngineSettings>

#include <chrono>
#include <iterator>

namespace pierhead::bridge {

namespace {

/// For how long, in seconds, the engine may write after a profile has ended.
constexpr int looks = 15;

/// A file that tells this run's folder from one made after the extension was removed.
QString markPath(const QString &folder)
{
    return folder + QStringLiteral("/run");
}

QByteArray readMark(const QString &folder)
{
    QFile file(markPath(folder));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray writeMark(const QString &folder)
{
    QDir().mkpath(folder);
    QFile file(markPath(folder));
    const QByteArray mark = QUuid::createUuid().toByteArray();
    // Where it cannot be written there is no storage either, and every page starts empty.
    return file.open(QIODevice::WriteOnly) && file.write(mark) == mark.size() ? mark : QByteArray();
}

std::unique_ptr<QWebEngineProfile> makeProfile(const extensions::InstalledExtension &extension)
{
    auto profile = std::make_unique<QWebEngineProfile>(extension.id.urlHost());
    profile->setPersistentStoragePath(extension.profilePath());
    profile->setCachePath(extension.profilePath() + QStringLiteral("/cache"));
    QWebEngineSettings &settings = *profile->settings();
    settings.setAttribute(QWebEngineSettings::ErrorPageEnabled, false);
    settings.setAttribute(QWebEngineSettings::LocalContentCanAccessFileUrls, false);
    settings.setAttribute(QWebEngineSettings::NavigateOnDropEnabled, false);
    settings.setAttribute(QWebEngineSettings::JavascriptCanAccessClipboard, true);
    return profile;
}

/// What is left in the folder of an extension that is not installed.
void deleteRemainsIn(const QString &folder)
{
    if (QFile::exists(folder + QStringLiteral("/install.json"))) {
        return;
    }
    QDir(folder + QStringLiteral("/profile")).removeRecursively();
    QDir().rmdir(folder); // does nothing where an install is under way in it
}

} // namespace

ExtensionProfiles::ExtensionProfiles()
{
    m_look.setInterval(std::chrono::seconds(1));
    QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { deleteRemains(); });
}

ExtensionProfiles::~ExtensionProfiles()
{
    m_entries.clear();
    for (const auto &[folder, left] : m_remains) {
        deleteRemainsIn(folder);
    }
}

QWebEngineProfile &ExtensionProfiles::profileFor(const extensions::InstalledExtension &extension,
                                                 const QString &uiFolder)
{
    const QString root = uiFolder.isEmpty() ? extension.uiRoot() : uiFolder;
    const QString folder = extension.profilePath();
    m_remains.erase(extension.folder);
    const auto found = m_entries.find(extension.id.value());
    if (found != m_entries.end() && found->second.mark == readMark(folder)) {
        found->second.handler->setRoot(root);
        return *found->second.profile;
    }
    Entry entry;
    entry.mark = writeMark(folder);
    entry.handler =
        std::make_unique<ExtensionSchemeHandler>(extensionscheme::origin(extension.id), root);
    entry.profile = makeProfile(extension);
    entry.profile->installUrlSchemeHandler(extensionscheme::name(), entry.handler.get());
    return *m_entries.insert_or_assign(extension.id.value(), std::move(entry))
                .first->second.profile;
}

void ExtensionProfiles::forget(const extensions::InstalledExtension &extension)
{
    m_entries.erase(extension.id.value());
    m_remains[extension.folder] = looks;
    m_look.start();
}

void ExtensionProfiles::deleteRemains()
{
    for (auto place = m_remains.begin(); place != m_remains.end();) {
        deleteRemainsIn(place->first);
        place = --place->second > 0 ? std::next(place) : m_remains.erase(place);
    }
    if (m_remains.empty()) {
        m_look.stop();
    }
}

} // namespace pierhead::bridge

#include "extensionprofiles.h"

#include "extensionscheme.h"
#include "extensionschemehandler.h"

#include <QDir>
#include <QFile>
#include <QUuid>
#include <QWebEngineSettings>

namespace pierhead::bridge {

namespace {

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

} // namespace

ExtensionProfiles::ExtensionProfiles() = default;

ExtensionProfiles::~ExtensionProfiles() = default;

QWebEngineProfile &ExtensionProfiles::profileFor(const extensions::InstalledExtension &extension)
{
    const QString folder = extension.profilePath();
    const auto found = m_entries.find(extension.id.value());
    if (found != m_entries.end() && found->second.mark == readMark(folder)) {
        found->second.handler->setRoot(extension.uiRoot());
        return *found->second.profile;
    }
    Entry entry;
    entry.mark = writeMark(folder);
    entry.handler = std::make_unique<ExtensionSchemeHandler>(extensionscheme::origin(extension.id),
                                                             extension.uiRoot());
    entry.profile = makeProfile(extension);
    entry.profile->installUrlSchemeHandler(extensionscheme::name(), entry.handler.get());
    return *m_entries.insert_or_assign(extension.id.value(), std::move(entry))
                .first->second.profile;
}

} // namespace pierhead::bridge

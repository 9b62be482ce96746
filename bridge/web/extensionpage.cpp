#include "extensionpage.h"

#include "bridgechannel.h"
#include "bridgescript.h"
#include "extensionassets.h"
#include "extensionscheme.h"
#include "extensionschemehandler.h"
#include "folderwatch.h"
#include "pagedownload.h"

#include <bridge/core/desktophandlers.h>
#include <host/base/json.h>
#include <host/base/logging.h>

#include <QPointer>
#include <QWebChannel>
#include <QWebEngineDownloadRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineScriptCollection>

#include <array>

namespace pierhead::bridge {

namespace {

constexpr qsizetype keptLines = 500;

/// From here on a request takes less time than a message.
constexpr qsizetype parcelBytes = 512LL * 1024;

/// Text that is decoded loses the mark that it begins with. It is not to be the text's own.
const QByteArray byteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

/// Where the pages of the profile fetch their parcels, or null.
ParcelShelf *shelfOf(const QWebEngineProfile &profile)
{
    // Nobody but ExtensionProfiles installs one.
    const auto *handler = qobject_cast<const ExtensionSchemeHandler *>(
        profile.urlSchemeHandler(extensionscheme::name()));
    return handler == nullptr ? nullptr : &const_cast<ExtensionSchemeHandler *>(handler)->parcels();
}

QString reasonOf(QWebEnginePage::RenderProcessTerminationStatus status, int exitCode)
{
    switch (status) {
    case QWebEnginePage::CrashedTerminationStatus:
        return Text::english("The page's process crashed (%1).").arg(exitCode).inLocal();
    case QWebEnginePage::KilledTerminationStatus:
        return Text::english("The page's process was killed (%1).").arg(exitCode).inLocal();
    case QWebEnginePage::AbnormalTerminationStatus:
    case QWebEnginePage::NormalTerminationStatus:
        break;
    }
    return Text::english("The page's process ended (%1).").arg(exitCode).inLocal();
}

/// The server's URL may have a query of its own.
QUrl withMoreQuery(QUrl url, const QString &query)
{
    if (!query.isEmpty()) {
        url.setQuery(url.hasQuery() ? url.query(QUrl::FullyEncoded) + QLatin1Char('&') + query
                                    : query);
    }
    return url;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

} // namespace

ExtensionPage::ExtensionPage(PageContext context,
                             const MethodTable &methods,
                             QWebEngineProfile *profile,
                             QObject *parent)
    : QWebEnginePage(profile, parent)
    , m_router(std::move(context), methods)
{
    // Children, so that they end after the page, which holds on to them. The channel is never taken
    // away from the page: this engine crashes when that happens around a navigation.
    auto *channel = new QWebChannel(this);
    auto *bridge = new BridgeChannel([this](const QByteArray &text) { receive(text); }, this);
    connect(&m_router, &BridgeRouter::send, bridge, [bridge](const QByteArray &text) {
        Q_EMIT bridge->message(QString::fromUtf8(text));
    });
    connect(&m_router, &BridgeRouter::sendText, bridge, [bridge](const TextChunk &chunk) {
        Q_EMIT bridge->chunk(static_cast<qint64>(chunk.id), chunk.bytes, chunk.name, chunk.text);
    });
    connect(&m_router, &BridgeRouter::sendPart, bridge, [this, bridge](const TextPart &part) {
        sendPart(*bridge, part);
    });
    if (ParcelShelf *shelf = shelfOf(*profile);
        shelf != nullptr && m_router.context().uiSource.isEmpty()) {
        m_parcels = shelf->addPage();
        connect(&m_router, &BridgeRouter::closed, this, [this] {
            m_parcels->clear();
            m_parcelState = ParcelState::Unknown;
        });
        connect(&m_router, &BridgeRouter::parcelsWork, this, [this] {
            m_parcelState = ParcelState::Work;
        });
    }
    channel->registerObject(QStringLiteral("bridge"), bridge);
    setWebChannel(channel);
    scripts().insert(makeBridgeScript(m_router.context().extension));
    connect(this, &QWebEnginePage::urlChanged, this, [this](const QUrl &url) {
        if (!isOwn(url)) {
            m_router.close();
        }
    });
    connect(
        this,
        &QWebEnginePage::newWindowRequested,
        this,
        [this](const QWebEngineNewWindowRequest &request) { openOutside(request.requestedUrl()); });
    connect(profile,
            &QWebEngineProfile::downloadRequested,
            this,
            [this](QWebEngineDownloadRequest *request) {
                // The profile tells every page of the extension.
                if (request->page() == this) {
                    const PageContext &own = m_router.context();
                    takeDownload(*request,
                                 own.extension.profilePath() + QStringLiteral("/downloads"),
                                 *own.desktop);
                }
            });
    connect(this,
            &QWebEnginePage::featurePermissionRequested,
            this,
            [this](const QUrl &origin, Feature feature) {
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
            });
    connect(this,
            &QWebEnginePage::renderProcessTerminated,
            this,
            [this](RenderProcessTerminationStatus status, int exitCode) {
                m_router.close();
                Q_EMIT crashed(reasonOf(status, exitCode));
            });
    if (!m_router.context().uiFolder.isEmpty()) {
        watchFolder();
    }
}

ExtensionPage::~ExtensionPage()
{
    // The base class still navigates and tells while it ends.
    disconnect(this, nullptr, this, nullptr);
    m_router.close();
}

void ExtensionPage::start()
{
    m_isRefused = false;
    const PageContext &context = m_router.context();
    if (context.uiSource.isEmpty()) {
        QUrl url = extensionscheme::entryPage(context.extension);
        url.setQuery(context.query);
        setUrl(url);
    } else {
        setUrl(withMoreQuery(context.uiSource, context.query));
    }
}

bool ExtensionPage::acceptNavigationRequest(const QUrl &url,
                                            NavigationType /*type*/,
                                            bool isMainFrame)
{
    if (!isMainFrame) {
        // Frames show what they like, but no files and no other extension.
        return url.scheme() != QLatin1String("file")
            && (url.scheme() != QString::fromLatin1(extensionscheme::name()) || isOwn(url));
    }
    if (isOwn(url)) {
        return true;
    }
    m_isRefused = true;
    openOutside(url);
    return false;
}

void ExtensionPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level,
                                             const QString &message,
                                             int line,
                                             const QString &source)
{
    const std::array names{QLatin1String("info"), QLatin1String("warning"), QLatin1String("error")};
    const QString place = source.isEmpty()
        ? QString()
        : QStringLiteral(" (%1:%2)").arg(QUrl(source).path()).arg(line);
    keepLine(names.at(static_cast<std::size_t>(level)) + QStringLiteral(": ") + message + place);
}

bool ExtensionPage::isOwn(const QUrl &url) const
{
    const PageContext &context = m_router.context();
    const QUrl origin = context.uiSource.isEmpty() ? extensionscheme::origin(context.extension.id)
                                                   : context.uiSource;
    return url.scheme() == origin.scheme() && url.host() == origin.host()
        && portOf(url) == portOf(origin);
}

void ExtensionPage::openOutside(const QUrl &url)
{
    const PageContext &context = m_router.context();
    if (!isExternalUrl(url)) {
        keepLine(QStringLiteral("warning: %1 was not opened: only http and https URLs go to the "
                                "browser.")
                     .arg(url.toDisplayString()));
        return;
    }
    if (!context.extension.permissions.testFlag(extensions::Permission::OpenExternal)) {
        keepLine(QStringLiteral("warning: %1 was not opened: the extension lacks the permission "
                                "\"open-external\".")
                     .arg(url.toDisplayString()));
        return;
    }
    context.desktop->openExternal(url);
}

void ExtensionPage::watchFolder()
{
    auto *watch = new FolderWatch(m_router.context().uiFolder, this);
    connect(watch, &FolderWatch::changed, this, &ExtensionPage::showChange);
    connect(watch, &FolderWatch::ended, this, [this](const Error &reason) {
        keepLine(QStringLiteral("warning: changes are not shown by themselves any more: ")
                 + reason.message);
    });
    watch->start();
}

void ExtensionPage::showChange()
{
    const QString &folder = m_router.context().uiFolder;
    const QUrl entry = extensionscheme::entryPage(m_router.context().extension);
    // What comes by a scheme like ours counts as fresh for ever in the engine's memory.
    if (findAsset(folder, url().path(QUrl::FullyDecoded))) {
        triggerAction(ReloadAndBypassCache);
    } else if (findAsset(folder, entry.path(QUrl::FullyDecoded))) {
        // A script has given the page an address that is no file. The router is gone where the page
        // is about to be.
        const QByteArray address = json::serialize(entry.toString(QUrl::FullyEncoded));
        runJavaScript(
            QStringLiteral("history.replaceState(null, '', %1)").arg(QString::fromUtf8(address)),
            [this, router = QPointer<BridgeRouter>(&m_router)](const QVariant & /*nothing*/) {
                if (router) {
                    triggerAction(ReloadAndBypassCache);
                }
            });
    }
    // Else a build has taken the page away for a moment; that it is back is a change as well.
}

void ExtensionPage::receive(const QByteArray &text)
{
    if (isOwn(url())) {
        m_router.receive(text);
    }
}

void ExtensionPage::sendPart(BridgeChannel &channel, const TextPart &part)
{
    const auto id = static_cast<qint64>(part.id);
    const bool isLarge = m_parcels && part.text.size() >= parcelBytes;
    if (isLarge && m_parcelState == ParcelState::Work) {
        Q_EMIT channel.parcel(id, part.bytes, part.name, m_parcels->add(byteOrderMark + part.text));
        return;
    }
    Q_EMIT channel.chunk(id, part.bytes, part.name, textOf(part));
    // A page may have rules of its own (Content-Security-Policy) that forbid it to fetch.
    if (isLarge && m_parcelState == ParcelState::Unknown) {
        m_parcelState = ParcelState::Tried;
        Q_EMIT channel.parcelTried(m_parcels->add("."));
    }
}

void ExtensionPage::keepLine(const QString &line)
{
    qCDebug(lcPage).noquote() << m_router.context().extension.id.value() << line;
    m_consoleLines.append(line);
    if (m_consoleLines.size() > keptLines) {
        m_consoleLines.removeFirst();
    }
}

} // namespace pierhead::bridge

#include "servicetarget.h"

#include <host/backend/composeoverride.h>

#include <QRegularExpression>
#include <QUrl>

namespace pierhead::bridge {

namespace {

/// The file name of the socket (contract 3.6): the tab's, else the one that the backend exposes.
QString socketOf(const extensions::Manifest &manifest)
{
    return manifest.tab && !manifest.tab->backendSocket.isEmpty() ? manifest.tab->backendSocket
                                                                  : manifest.backend->exposedSocket;
}

Result<QByteArray> targetOf(const QString &url)
{
    const QString path = url.startsWith(QLatin1Char('/')) ? url : QLatin1Char('/') + url;
    const QUrl whole(QStringLiteral("http://localhost") + path);
    if (!whole.isValid()) {
        return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is no path of a URL: %2.").arg(url, whole.errorString()));
    }
    return whole.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
}

} // namespace

Result<ServiceTarget> ServiceTarget::of(const PageContext &page, const QString &url)
{
    const auto &manifest = page.extension.manifest;
    if (!manifest.backend || !page.backend || socketOf(manifest).isEmpty()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 has no service to ask: its metadata.json exposes no "
                                      "socket in \"vm\".")
                           .arg(page.extension.id.value()));
    }
    PIERHEAD_TRY(target, targetOf(url));
    return ServiceTarget{*page.backend,
                         QLatin1String(backend::guestServicesPath) + QLatin1Char('/')
                             + socketOf(manifest),
                         target};
}

bool isWholeUrl(const QString &url)
{
    static const QRegularExpression whole(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*://"));
    return whole.match(url).hasMatch();
}

} // namespace pierhead::bridge

#include "extensionschemehandler.h"

#include "extensionassets.h"

#include <host/base/logging.h>

#include <QFile>
#include <QWebEngineUrlRequestJob>

namespace pierhead::bridge {

namespace {

bool isSameOrigin(const QUrl &url, const QUrl &origin)
{
    return url.scheme() == origin.scheme() && url.host() == origin.host();
}

} // namespace

ExtensionSchemeHandler::ExtensionSchemeHandler(QUrl origin, QString root, QObject *parent)
    : QWebEngineUrlSchemeHandler(parent)
    , m_origin(std::move(origin))
    , m_root(std::move(root))
{ }

void ExtensionSchemeHandler::requestStarted(QWebEngineUrlRequestJob *job)
{
    if (!isAllowed(*job)) {
        qCDebug(lcPage) << "refused" << job->requestUrl() << "for" << job->initiator();
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
        return;
    }
    const Result<ExtensionAsset> asset =
        findAsset(m_root, job->requestUrl().path(QUrl::FullyDecoded));
    if (!asset) {
        qCDebug(lcPage) << asset.error().message;
        job->fail(asset.error().code == ErrorCode::PermissionDenied
                      ? QWebEngineUrlRequestJob::RequestDenied
                      : QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    // The job reads from the file as the page takes it, and deletes it with itself.
    auto *file = new QFile(asset->file, job);
    if (!file->open(QIODevice::ReadOnly)) {
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    job->reply(asset->mimeType, file);
}

bool ExtensionSchemeHandler::isAllowed(const QWebEngineUrlRequestJob &job) const
{
    // Without an initiator it is the program that asks; a page without an origin says "null".
    const QUrl initiator = job.initiator();
    return job.requestMethod() == QByteArrayLiteral("GET")
        && isSameOrigin(job.requestUrl(), m_origin)
        && (initiator.isEmpty() || isSameOrigin(initiator, m_origin));
}

} // namespace pierhead::bridge

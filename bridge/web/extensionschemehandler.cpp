#include "extensionschemehandler.h"

#include "bridgescript.h"
#include "extensionassets.h"

#include <host/base/logging.h>

#include <QBuffer>
#include <QFile>
#include <QRegularExpression>
#include <QUrlQuery>
#include <QWebEngineUrlRequestJob>

namespace pierhead::bridge {

namespace {

bool isSameOrigin(const QUrl &url, const QUrl &origin)
{
    return url.scheme() == origin.scheme() && url.host() == origin.host();
}

/// Where workers find what they have beside their own scripts.
const QString workerPath = QStringLiteral("/.pierhead/worker.js");

/// Whether a script says "use strict": a directive is one only before all statements.
bool isStrict(const QByteArray &script)
{
    constexpr int longestPrologue = 16 * 1024; // licences stand there
    static const QRegularExpression directive(
        QStringLiteral("^\\x{FEFF}?(?:\\s|//[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*+([\"'])use strict\\1"));
    return directive.match(QString::fromUtf8(script.left(longestPrologue))).hasMatch();
}

/// What stands before the script of a worker, in its first line: resources/js/workers.js says in
/// the URL that it is one, and of which kind.
QByteArray preambleOf(const QString &kind, const QByteArray &script)
{
    if (kind == QLatin1String("module")) {
        return "import '" + workerPath.toUtf8() + "'; ";
    }
    return (isStrict(script) ? "'use strict'; " : QByteArray()) + "importScripts('"
        + workerPath.toUtf8() + "'); ";
}

void reply(QWebEngineUrlRequestJob &job, const QByteArray &mimeType, const QByteArray &content)
{
    auto *buffer = new QBuffer(&job);
    buffer->setData(content);
    buffer->open(QIODevice::ReadOnly);
    job.reply(mimeType, buffer);
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
    const QString path = job->requestUrl().path(QUrl::FullyDecoded);
    if (path == workerPath) {
        reply(*job, "text/javascript;charset=utf-8", workerScript());
        return;
    }
    if (path.startsWith(Parcels::folder)) {
        if (const std::optional<QByteArray> parcel = m_parcels.take(path)) {
            reply(*job, "text/plain;charset=utf-8", *parcel);
        } else {
            job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        }
        return;
    }
    const Result<ExtensionAsset> asset = findAsset(m_root, path);
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
    const QString kind =
        QUrlQuery(job->requestUrl()).queryItemValue(QStringLiteral("pierhead-worker"));
    if (kind == QLatin1String("module") || kind == QLatin1String("classic")) {
        const QByteArray script = file->readAll();
        reply(*job, asset->mimeType, preambleOf(kind, script) + script);
    } else {
        job->reply(asset->mimeType, file);
    }
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

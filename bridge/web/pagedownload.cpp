#include "pagedownload.h"

#include <host/base/answer.h>
#include <host/base/background.h>

#include <QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QUuid>
#include <QWebEngineDownloadRequest>

namespace pierhead::bridge {

namespace {

/// A download under way.
struct Download
{
    QPointer<QWebEngineDownloadRequest> request;
    QString name; ///< as the page suggests it
    QString file; ///< where it is written
    DesktopPort *desktop = nullptr;
    Answer<void> complete;
    StopSource gone; ///< when the request goes

    void tell(DesktopPort::ToastKind kind, const QString &text) const
    {
        desktop->showToast(kind, text);
    }

    void take(QWebEngineDownloadRequest::DownloadState state)
    {
        switch (state) {
        case QWebEngineDownloadRequest::DownloadCompleted:
            complete.give({});
            break;
        case QWebEngineDownloadRequest::DownloadCancelled:
            complete.give(cancelled(name));
            break;
        case QWebEngineDownloadRequest::DownloadInterrupted:
            complete.give(failure(ErrorCode::Io,
                                  Text::english("\"%1\" was not saved: %2.")
                                      .arg(name, request->interruptReasonString())));
            break;
        default:
            break;
        }
    }
};

Result<> moveFile(const QString &from, const QString &to)
{
    // The user was asked about a file that is there already.
    QFile::remove(to);
    QFile file(from);
    if (!file.rename(to)) {
        return failure(ErrorCode::Io,
                       Text::english("\"%1\" was not saved: %2.").arg(to, file.errorString()));
    }
    return {};
}

void report(const Download &download, const Error &error)
{
    if (error.code != ErrorCode::Cancelled) {
        download.tell(DesktopPort::ToastKind::Error, error.localMessage);
    }
}

Task<void> save(std::shared_ptr<Download> download)
{
    FileDialogOptions options;
    options.defaultPath = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)
        + QLatin1Char('/') + download->name;
    Result<QString> target =
        co_await download->desktop->showSaveDialog(options, download->gone.get_token());
    if (!target || target->isEmpty()) {
        if (download->request) {
            download->request->cancel();
        }
        if (!target) {
            report(*download, target.error());
        }
        co_return;
    }
    const QFuture<Result<void>> whole = download->complete.future();
    Result<void> outcome = co_await whole;
    if (outcome) {
        const auto work = [from = download->file, to = *target] {
            return moveFile(from, to);
        };
        outcome = co_await runInBackground(work);
    }
    if (outcome) {
        download->tell(
            DesktopPort::ToastKind::Success,
            Text::english("Saved as %1").arg(QDir::toNativeSeparators(*target)).inLocal());
    } else {
        report(*download, outcome.error());
    }
}

Task<void> saveAndForget(std::shared_ptr<Download> download)
{
    co_await save(download);
    QFile::remove(download->file);
    if (download->request) {
        download->request->deleteLater();
    }
}

} // namespace

void takeDownload(QWebEngineDownloadRequest &request, const QString &folder, DesktopPort &desktop)
{
    const auto download = std::make_shared<Download>();
    const QString place = QUuid::createUuid().toString(QUuid::WithoutBraces);
    download->request = &request;
    // Pages may suggest paths.
    download->name = QFileInfo(request.suggestedFileName()).fileName();
    download->file = folder + QLatin1Char('/') + place;
    download->desktop = &desktop;
    QDir().mkpath(folder);
    request.setDownloadDirectory(folder);
    request.setDownloadFileName(place);
    QObject::connect(
        &request,
        &QWebEngineDownloadRequest::stateChanged,
        &request,
        [download](QWebEngineDownloadRequest::DownloadState state) { download->take(state); });
    QObject::connect(&request, &QObject::destroyed, [download] {
        download->complete.give(cancelled(download->name));
        download->gone.request_stop();
    });
    request.accept();
    saveAndForget(download);
}

} // namespace pierhead::bridge

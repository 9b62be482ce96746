#include "folderwatch.h"

#include <host/extensions/sourcewatcher.h>

namespace pierhead::bridge {

namespace {

/// The watcher has to be there until it has answered, which after a stop is later.
Task<Result<QStringList>> nextChange(std::shared_ptr<extensions::SourceWatcher> watcher,
                                     StopToken stop)
{
    co_return co_await watcher->next(stop);
}

} // namespace

FolderWatch::FolderWatch(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_watcher(std::make_shared<extensions::SourceWatcher>(folder))
{ }

FolderWatch::~FolderWatch()
{
    m_stop.request_stop();
}

void FolderWatch::start()
{
    if (const Result<> started = m_watcher->start(); started) {
        waitForChange();
    } else {
        Q_EMIT ended(started.error());
    }
}

void FolderWatch::waitForChange()
{
    QCoro::connect(nextChange(m_watcher, m_stop.get_token()),
                   this,
                   [this](const Result<QStringList> &changes) {
                       if (!changes) {
                           Q_EMIT ended(changes.error());
                           return;
                       }
                       waitForChange();
                       Q_EMIT changed();
                   });
}

} // namespace pierhead::bridge

#include "extensioninstaller.h"

#include "extensionremoval.h"
#include "installation.h"

#include <QFileInfo>

namespace pierhead::extensions {

using Step = InstallEvent::Step;

namespace {

void tellHostBinaries(const Installation &now)
{
    for (const QString &binary : now.extension->manifest.hostBinaries) {
        const QString name = QFileInfo(binary).fileName();
        now.tell(Step::InstallingHostBinary, name);
        now.tell(Step::HostBinaryInstalled, name);
    }
}

Task<Result<InstalledExtension>> steps(SharedInstallation now)
{
    PIERHEAD_CO_TRY(image, co_await bring(now));
    if (const Result<void> checked = checkImage(*now, image); !checked) {
        co_return tl::unexpected<Error>(checked.error());
    }
    const Result<void> extracted = co_await extract(now, image);
    if (!extracted) {
        co_return tl::unexpected<Error>(extracted.error());
    }
    const Result<void> started = co_await startBackend(now);
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    tellHostBinaries(*now);
    const auto tab = now->extension->manifest.tab;
    if (tab) {
        now->tell(Step::InstallingTab, tab->title);
    }
    const Result<void> closed = co_await finishClosing(now);
    if (!closed) {
        co_return tl::unexpected<Error>(closed.error());
    }
    Result<InstalledExtension> installed = co_await commit(now);
    if (installed && tab) {
        now->tell(Step::TabAdded, tab->title);
    }
    if (installed) {
        now->tell(Step::Installed, installed->name);
    }
    co_return installed;
}

Task<Result<InstalledExtension>> installOrRollBack(SharedInstallation now)
{
    Result<InstalledExtension> installed = co_await steps(now);
    if (!installed) {
        // How that ended does not matter: what is left there is swept.
        const Result<void> closed = co_await finishClosing(now);
        Q_UNUSED(closed)
        co_await rollBack(now);
    }
    now->lock.reset();
    co_return installed;
}

} // namespace

ExtensionInstaller::ExtensionInstaller(const engine::Engine &engine, const ExtensionStore &store)
    : m_engine(engine)
    , m_store(store)
{ }

Task<Result<InstalledExtension>>
ExtensionInstaller::install(ExtensionSource source, InstallSink sink, StopToken stop) const
{
    return installOrRollBack(
        std::make_shared<Installation>(Installation{.client = m_engine.client(),
                                                    .architecture = m_engine.version().architecture,
                                                    .engineKey = m_engine.key(),
                                                    .store = m_store,
                                                    .source = std::move(source),
                                                    .sink = std::move(sink),
                                                    .stop = std::move(stop),
                                                    .id = {},
                                                    .extension = {},
                                                    .former = {},
                                                    .formerImages = {},
                                                    .lock = {},
                                                    .staged = {},
                                                    .closing = {}}));
}

Task<Result<void>> ExtensionInstaller::remove(QString key, InstallSink sink) const
{
    return removeExtension(
        m_engine.client(), m_engine.key(), m_store, std::move(key), std::move(sink));
}

} // namespace pierhead::extensions

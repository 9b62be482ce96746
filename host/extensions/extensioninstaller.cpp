#include "extensioninstaller.h"

#include "extensionremoval.h"
#include "extensionrollback.h"
#include "installation.h"
#include "updatesteps.h"

#include <host/base/faultpoint.h>

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
    faultPoint("brought");
    if (const Result<void> checked = checkImage(*now, image); !checked) {
        co_return tl::unexpected<Error>(checked.error());
    }
    PIERHEAD_CO_TRY(isDone, co_await isUpToDate(now, image));
    if (isDone) {
        now->tell(Step::UpToDate, now->former->name, image.reference);
        co_return *now->former;
    }
    const Result<void> extracted = co_await extract(now, image);
    if (!extracted) {
        co_return tl::unexpected<Error>(extracted.error());
    }
    const Result<void> agreed = co_await agreeToUpdate(now);
    if (!agreed) {
        co_return tl::unexpected<Error>(agreed.error());
    }
    const Result<void> started = co_await startBackend(now);
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    faultPoint("backend-up");
    const Result<void> shown = co_await checkNewPage(now);
    if (!shown) {
        co_return tl::unexpected<Error>(shown.error());
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
    faultPoint("readers-closed");
    Result<InstalledExtension> installed = co_await commit(now);
    if (installed && tab) {
        now->tell(Step::TabAdded, tab->title);
    }
    if (installed) {
        now->tell(Step::Installed, installed->name);
    }
    co_return installed;
}

/// Takes back what the work has done where it fails.
Task<Result<InstalledExtension>> allOrNothing(SharedInstallation now,
                                              Task<Result<InstalledExtension>> work)
{
    Result<InstalledExtension> installed = co_await std::move(work);
    if (!installed) {
        // How that ended does not matter: what is left there is swept.
        const Result<void> closed = co_await finishClosing(now);
        Q_UNUSED(closed)
        co_await rollBack(now);
    }
    unlock(now);
    co_return installed;
}

} // namespace

ExtensionInstaller::ExtensionInstaller(const engine::Engine &engine,
                                       const ExtensionStore &store,
                                       backend::TrialTimes trialTimes,
                                       CheckPage checkPage)
    : m_engine(engine)
    , m_store(store)
    , m_trialTimes(trialTimes)
    , m_checkPage(std::move(checkPage))
{ }

SharedInstallation ExtensionInstaller::begin(InstallSink sink, StopToken stop) const
{
    return std::make_shared<Installation>(
        Installation{.client = m_engine.client(),
                     .architecture = m_engine.version().architecture,
                     .engineKey = m_engine.key(),
                     .store = m_store,
                     .source = {},
                     .sink = std::move(sink),
                     .stop = std::move(stop),
                     .trialTimes = m_trialTimes,
                     .checkPage = m_checkPage,
                     .id = {},
                     .extension = {},
                     .former = {},
                     .formerImages = {},
                     .lock = {},
                     .staged = {},
                     .closing = {}});
}

Task<Result<InstalledExtension>>
ExtensionInstaller::install(InstallRequest request, InstallSink sink, StopToken stop) const
{
    const SharedInstallation now = begin(std::move(sink), std::move(stop));
    now->source = std::move(request.source);
    now->agree = std::move(request.agree);
    now->purpose = request.purpose == InstallRequest::Purpose::Update
        ? Installation::Purpose::Update
        : Installation::Purpose::Install;
    return allOrNothing(now, steps(now));
}

Task<Result<InstalledExtension>>
ExtensionInstaller::rollBack(QString key, InstallSink sink, StopToken stop) const
{
    const SharedInstallation now = begin(std::move(sink), std::move(stop));
    now->purpose = Installation::Purpose::RollBack;
    return allOrNothing(now, rollBackSteps(now, std::move(key)));
}

Task<Result<void>> ExtensionInstaller::remove(QString key, InstallSink sink) const
{
    return removeExtension(
        m_engine.client(), m_engine.key(), m_store, std::move(key), std::move(sink));
}

} // namespace pierhead::extensions

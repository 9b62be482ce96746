#include "installflow.h"

#include "enginesession.h"

#include <QPointer>

namespace pierhead::desktop {

namespace {

using extensions::ExtensionInstaller;
using extensions::ExtensionSource;
using extensions::InstalledExtension;
using extensions::InstallEvent;

/// Keeps the installer for as long as it works.
Task<Result<InstalledExtension>> install(const engine::Engine *engine,
                                         const extensions::ExtensionStore *store,
                                         ExtensionSource source,
                                         extensions::InstallSink sink,
                                         StopToken stop)
{
    const ExtensionInstaller installer(*engine, *store);
    co_return co_await installer.install(std::move(source), std::move(sink), std::move(stop));
}

} // namespace

InstallFlow::InstallFlow(EngineSession &engines,
                         const extensions::ExtensionStore &store,
                         QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_store(store)
{ }

InstallFlow::~InstallFlow()
{
    m_stop.request_stop();
}

void InstallFlow::request(const ExtensionSource &source)
{
    if (isBusy()) {
        Q_EMIT refused();
        return;
    }
    m_source = source;
    setState(State::Asking);
}

void InstallFlow::confirm()
{
    if (isBusy() || m_state == State::Idle) {
        return;
    }
    const engine::Engine *engine = m_engines.engine();
    if (engine == nullptr) {
        m_error = m_engines.status().error;
        if (m_error.message.isEmpty()) {
            m_error = {ErrorCode::EngineUnreachable,
                       tr("No container engine has answered yet. Try again in a moment.")};
        }
        setState(State::Failed);
        return;
    }
    m_stop = StopSource();
    setState(State::Working);
    const auto sink = [self = QPointer(this)](const InstallEvent &event) {
        if (self) {
            Q_EMIT self->progressed(event);
        }
    };
    QCoro::connect(install(engine, &m_store, m_source, sink, m_stop.get_token()),
                   this,
                   [this](const Result<InstalledExtension> &result) { finish(result); });
}

void InstallFlow::cancel()
{
    if (m_state == State::Working) {
        setState(State::Cancelling);
        m_stop.request_stop();
    } else if (!isBusy()) {
        setState(State::Idle);
    }
}

bool InstallFlow::isBusy() const
{
    return m_state == State::Working || m_state == State::Cancelling;
}

void InstallFlow::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void InstallFlow::finish(const Result<InstalledExtension> &result)
{
    if (result) {
        setState(State::Idle);
        Q_EMIT installed(result->id.value(), result->displayTitle());
        return;
    }
    if (result.error().code == ErrorCode::Cancelled) {
        setState(State::Idle);
        Q_EMIT cancelled();
        return;
    }
    m_error = result.error();
    setState(State::Failed);
}

} // namespace pierhead::desktop

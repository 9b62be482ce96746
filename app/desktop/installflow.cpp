#include "installflow.h"

#include "enginesession.h"

#include <app/pagetrial/pagecheck.h>
#include <app/pagetrial/pagerun.h>

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
                                         StopToken stop,
                                         extensions::AgreeToUpdate agree)
{
    const extensions::CheckPage checkPage = pagetrial::pageCheck(
        pagetrial::findPageProgram(), engine->client().address(), store->paths());
    const ExtensionInstaller installer(*engine, *store, {}, checkPage);
    extensions::InstallRequest request;
    request.source = std::move(source);
    request.agree = std::move(agree);
    co_return co_await installer.install(std::move(request), std::move(sink), std::move(stop));
}

/// Likewise.
Task<Result<InstalledExtension>> rollBackOn(const engine::Engine *engine,
                                            const extensions::ExtensionStore *store,
                                            QString key,
                                            extensions::InstallSink sink,
                                            StopToken stop)
{
    const ExtensionInstaller installer(*engine, *store);
    co_return co_await installer.rollBack(std::move(key), std::move(sink), std::move(stop));
}

Task<Result<bool>> waitFor(QFuture<Result<bool>> answer)
{
    co_return co_await answer;
}

Task<Result<bool>> refuse()
{
    co_return false;
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
    m_answer.give(false);
}

void InstallFlow::request(const ExtensionSource &source)
{
    if (isBusy()) {
        Q_EMIT refused();
        return;
    }
    m_work = Work::Install;
    m_source = source;
    setState(State::Asking);
}

void InstallFlow::rollBack(const InstalledExtension &extension)
{
    if (isBusy()) {
        Q_EMIT refused();
        return;
    }
    m_work = Work::RollBack;
    m_extension = extension;
    startRollBack();
}

void InstallFlow::confirm()
{
    if (m_state == State::Agreeing) {
        setState(State::Working);
        m_answer.give(true);
        return;
    }
    if (isBusy() || m_state == State::Idle) {
        return;
    }
    if (m_work == Work::RollBack) {
        startRollBack();
    } else {
        startInstall();
    }
}

void InstallFlow::startInstall()
{
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
    const auto agree = [self = QPointer(this)](const extensions::UpdateQuestion &question) {
        return self ? waitFor(self->ask(question)) : refuse();
    };
    QCoro::connect(install(engine, &m_store, m_source, sink(), m_stop.get_token(), agree),
                   this,
                   [this](const Result<InstalledExtension> &result) { finish(result); });
}

void InstallFlow::startRollBack()
{
    m_stop = StopSource();
    setState(State::Working);
    const auto connected =
        [this, stop = m_stop.get_token()](const Result<const engine::Engine *> &engine) {
            if (!engine) {
                finish(tl::unexpected<Error>(engine.error()));
                return;
            }
            QCoro::connect(rollBackOn(*engine, &m_store, m_extension->id.value(), sink(), stop),
                           this,
                           [this](const Result<InstalledExtension> &result) { finish(result); });
        };
    QCoro::connect(m_engines.engineFor(m_extension->engine), this, connected);
}

extensions::InstallSink InstallFlow::sink()
{
    return [self = QPointer(this)](const InstallEvent &event) {
        if (self) {
            Q_EMIT self->progressed(event);
        }
    };
}

void InstallFlow::cancel()
{
    if (m_state == State::Working || m_state == State::Agreeing) {
        setState(State::Cancelling);
        m_stop.request_stop();
        m_answer.give(false);
    } else if (!isBusy()) {
        setState(State::Idle);
    }
}

QString InstallFlow::title() const
{
    return m_extension ? m_extension->displayTitle() : QString();
}

bool InstallFlow::isBusy() const
{
    return m_state == State::Working || m_state == State::Agreeing || m_state == State::Cancelling;
}

QFuture<Result<bool>> InstallFlow::ask(const extensions::UpdateQuestion &question)
{
    m_answer = Answer<bool>();
    if (m_state != State::Working || question.difference.added.isEmpty()) {
        m_answer.give(m_state == State::Working);
        return m_answer.future();
    }
    m_question = question;
    const QFuture<Result<bool>> future = m_answer.future();
    setState(State::Agreeing);
    return future;
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
        if (m_work == Work::RollBack) {
            Q_EMIT rolledBack(result->id.value(), result->displayTitle(), result->reference);
        } else {
            Q_EMIT installed(result->id.value(), result->displayTitle());
        }
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

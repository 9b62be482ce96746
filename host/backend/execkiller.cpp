#include "execkiller.h"

#include "containerprocess.h"
#include "execguard.h"
#include "killbeside.h"

#include <host/engine/engine.h>
#include <host/engine/httpstream.h>

#include <QCoroTimer>

#include <chrono>

namespace pierhead::backend {

namespace {

constexpr std::chrono::milliseconds lookPause{20};
constexpr int startLooks = 25; ///< half a second for a program that is just being started
constexpr int endLooks = 100;
constexpr int noticeLooks = 5; ///< for an engine to notice what has ended already

/// Beside this copy of the library: a plug-in has one of its own.
ExecGuard &execGuard()
{
    static ExecGuard guard;
    return guard;
}

/// Engine::key(): the embedded engine ends with this program, and may have to be started again.
QString keyOfEngine(const engine::EngineAddress &address)
{
    return address.lastingPath.isEmpty() ? address.key() : engine::Engine::embeddedName();
}

/// The running exec, or what is known of it when it does not come to run.
Task<Result<engine::ExecDetails>>
awaitProcess(engine::EngineClient client, QString exec, StopToken stop)
{
    Result<engine::ExecDetails> details = co_await client.inspectExec(exec, stop);
    for (int look = 1; look < startLooks && details && details->pid == 0; ++look) {
        co_await QCoro::sleepFor(lookPause);
        details = co_await client.inspectExec(exec, stop);
    }
    co_return details;
}

Task<bool> hasEnded(engine::EngineClient client, QString exec, StopToken stop, int looks = endLooks)
{
    for (int look = 0; look < looks; ++look) {
        const Result<engine::ExecDetails> details = co_await client.inspectExec(exec, stop);
        if (!details || !details->running) {
            co_return details.has_value();
        }
        co_await QCoro::sleepFor(lookPause);
    }
    co_return false;
}

/// `kill` in the container, as its root: its numbers for the processes, not the host's. Whether it
/// says that it is done.
Task<bool>
killInside(engine::EngineClient client, QString container, QStringList numbers, StopToken stop)
{
    engine::ExecConfig config;
    config.command = QStringList{QStringLiteral("kill"), QStringLiteral("-KILL")} + numbers;
    config.user = QStringLiteral("0");
    const Result<QString> exec = co_await client.createExec(container, config, stop);
    if (!exec) {
        co_return false;
    }
    const Result<std::unique_ptr<engine::HttpStream>> stream =
        co_await client.startExec(*exec, stop);
    co_await hasEnded(client, *exec, stop);
    const Result<engine::ExecDetails> details = co_await client.inspectExec(*exec, stop);
    co_return details && details->exitCode == 0;
}

/// From a container beside, unless it has ended by now: making one takes long.
Task<bool> killOutside(engine::EngineClient client,
                       engine::ContainerDetails owner,
                       QString exec,
                       StopToken stop)
{
    co_await hasEnded(client, exec, stop, noticeLooks);
    Result<engine::ExecDetails> details = co_await client.inspectExec(exec, stop);
    if (details && details->running) {
        const bool isKilled = co_await killBeside(client, owner, details->pid, stop);
        if (isKilled) {
            co_return co_await hasEnded(client, exec, stop);
        }
        details = co_await client.inspectExec(exec, stop);
    }
    co_return details && !details->running;
}

Task<bool> killProgram(engine::EngineClient client, QString container, QString exec, StopToken stop)
{
    const Result<engine::ExecDetails> details = co_await awaitProcess(client, exec, stop);
    if (!details || !details->running) {
        co_return details.has_value();
    }
    const Result<engine::ContainerDetails> owner =
        co_await client.inspectContainer(container, stop);
    if (!owner) {
        co_return false;
    }
    const std::vector<ContainerProcess> processes = processTree(details->pid, owner->id);
    if (processes.empty()) {
        co_return co_await killOutside(client, *owner, exec, stop);
    }
    QStringList refused;
    for (const ContainerProcess &process : processes) {
        if (!process.kill()) {
            refused.append(QString::number(process.numberInside));
        }
    }
    if (!refused.isEmpty()) {
        const bool isDone = co_await killInside(client, container, refused, stop);
        if (!isDone) {
            co_return co_await killOutside(client, *owner, exec, stop);
        }
    }
    co_return co_await hasEnded(client, exec, stop);
}

} // namespace

RunningExec::RunningExec(engine::EngineClient client, QString container, QString id)
    : m_client(std::move(client))
    , m_container(std::move(container))
    , m_id(std::move(id))
{
    execGuard().add({keyOfEngine(m_client.address()), m_container, m_id});
}

// NOLINTNEXTLINE(bugprone-exception-escape): only where the memory is at its end
RunningExec::~RunningExec()
{
    execGuard().remove(m_id);
}

Task<bool> killExec(std::shared_ptr<const RunningExec> exec)
{
    co_return co_await killProgram(exec->client(), exec->container(), exec->id(), StopToken());
}

Task<bool> killExec(engine::EngineClient client, QString container, QString exec, StopToken stop)
{
    co_return co_await killProgram(client, container, exec, stop);
}

} // namespace pierhead::backend

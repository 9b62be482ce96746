#include "execkiller.h"

#include "containerprocess.h"

#include <host/engine/httpstream.h>

#include <QCoroTimer>

#include <chrono>

namespace pierhead::backend {

namespace {

constexpr std::chrono::milliseconds lookPause{20};
constexpr int startLooks = 25; ///< half a second for a program that is just being started
constexpr int endLooks = 100;

/// The running exec, or what is known of it when it does not come to run.
Task<Result<engine::ExecDetails>> awaitProcess(engine::EngineClient client, QString exec)
{
    Result<engine::ExecDetails> details = co_await client.inspectExec(exec);
    for (int look = 1; look < startLooks && details && details->pid == 0; ++look) {
        co_await QCoro::sleepFor(lookPause);
        details = co_await client.inspectExec(exec);
    }
    co_return details;
}

Task<bool> hasEnded(engine::EngineClient client, QString exec)
{
    for (int look = 0; look < endLooks; ++look) {
        const Result<engine::ExecDetails> details = co_await client.inspectExec(exec);
        if (!details || !details->running) {
            co_return details.has_value();
        }
        co_await QCoro::sleepFor(lookPause);
    }
    co_return false;
}

/// `kill` in the container, as its root: its numbers for the processes, not the host's.
Task<void> killInside(engine::EngineClient client, QString container, QStringList numbers)
{
    engine::ExecConfig config;
    config.command = QStringList{QStringLiteral("kill"), QStringLiteral("-KILL")} + numbers;
    config.user = QStringLiteral("0");
    const Result<QString> exec = co_await client.createExec(container, config);
    if (exec) {
        const Result<std::unique_ptr<engine::HttpStream>> stream = co_await client.startExec(*exec);
        co_await hasEnded(client, *exec);
    }
}

} // namespace

Task<bool> killExec(engine::EngineClient client, QString container, QString exec)
{
    const Result<engine::ExecDetails> details = co_await awaitProcess(client, exec);
    if (!details || !details->running) {
        co_return details.has_value();
    }
    const Result<engine::ContainerDetails> owner = co_await client.inspectContainer(container);
    if (!owner) {
        co_return false;
    }
    const std::vector<ContainerProcess> processes = processTree(details->pid, owner->id);
    if (processes.empty()) {
        const Result<engine::ExecDetails> now = co_await client.inspectExec(exec);
        co_return now && !now->running;
    }
    QStringList refused;
    for (const ContainerProcess &process : processes) {
        if (!process.kill()) {
            refused.append(QString::number(process.numberInside));
        }
    }
    if (!refused.isEmpty()) {
        co_await killInside(client, container, refused);
    }
    co_return co_await hasEnded(client, exec);
}

} // namespace pierhead::backend

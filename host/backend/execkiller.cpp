#include "execkiller.h"

#include "containerprocess.h"

#include <host/engine/httpstream.h>

#include <QCoroTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <set>

namespace pierhead::backend {

namespace {

constexpr std::chrono::milliseconds lookPause{20};
constexpr int startLooks = 25; ///< half a second for a program that is just being started
constexpr int endLooks = 100;

/// By how much the end of this program is held up at most, and how long what is stopped then may
/// take for it.
constexpr std::chrono::milliseconds lastPatience{1000};
constexpr std::chrono::milliseconds stopPatience{100};

std::set<const RunningExec *> &runningExecs()
{
    static std::set<const RunningExec *> execs;
    return execs;
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

Task<bool> hasEnded(engine::EngineClient client, QString exec, StopToken stop)
{
    for (int look = 0; look < endLooks; ++look) {
        const Result<engine::ExecDetails> details = co_await client.inspectExec(exec, stop);
        if (!details || !details->running) {
            co_return details.has_value();
        }
        co_await QCoro::sleepFor(lookPause);
    }
    co_return false;
}

/// `kill` in the container, as its root: its numbers for the processes, not the host's.
Task<void>
killInside(engine::EngineClient client, QString container, QStringList numbers, StopToken stop)
{
    engine::ExecConfig config;
    config.command = QStringList{QStringLiteral("kill"), QStringLiteral("-KILL")} + numbers;
    config.user = QStringLiteral("0");
    const Result<QString> exec = co_await client.createExec(container, config, stop);
    if (exec) {
        const Result<std::unique_ptr<engine::HttpStream>> stream =
            co_await client.startExec(*exec, stop);
        co_await hasEnded(client, *exec, stop);
    }
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
        const Result<engine::ExecDetails> now = co_await client.inspectExec(exec, stop);
        co_return now && !now->running;
    }
    QStringList refused;
    for (const ContainerProcess &process : processes) {
        if (!process.kill()) {
            refused.append(QString::number(process.numberInside));
        }
    }
    if (!refused.isEmpty()) {
        co_await killInside(client, container, refused, stop);
    }
    co_return co_await hasEnded(client, exec, stop);
}

/// Kills them with an event loop of its own.
void killAll(const std::set<const RunningExec *> &execs)
{
    QEventLoop loop;
    StopSource stop;
    std::size_t left = execs.size();
    const auto done = [&loop, &left] {
        if (--left == 0) {
            loop.quit();
        }
    };
    for (const RunningExec *exec : execs) {
        QCoro::connect(killProgram(exec->client(), exec->container(), exec->id(), stop.get_token()),
                       &loop,
                       done);
    }
    QTimer::singleShot(lastPatience, &loop, [&stop] { stop.request_stop(); });
    QTimer::singleShot(lastPatience + stopPatience, &loop, &QEventLoop::quit);
    if (left > 0) {
        loop.exec();
    }
}

} // namespace

RunningExec::RunningExec(engine::EngineClient client, QString container, QString id)
    : m_client(std::move(client))
    , m_container(std::move(container))
    , m_id(std::move(id))
{
    runningExecs().insert(this);
}

RunningExec::~RunningExec()
{
    runningExecs().erase(this);
}

Task<bool> killExec(std::shared_ptr<const RunningExec> exec)
{
    co_return co_await killProgram(exec->client(), exec->container(), exec->id(), StopToken());
}

void endRunningExecs()
{
    if (runningExecs().empty()) {
        return;
    }
    // Not on this thread: its event loop would go on with all else that was under way, too, for
    // objects that are gone.
    const std::unique_ptr<QThread> thread(QThread::create([] { killAll(runningExecs()); }));
    thread->start();
    thread->wait();
}

} // namespace pierhead::backend

#include "execstart.h"

#include "agenterrors.h"

#include <QCoroTimer>

#include <algorithm>
#include <chrono>

namespace pierhead::backend {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestPause{100};

} // namespace

engine::ExecConfig execConfig(const CommandSpec &spec)
{
    engine::ExecConfig config;
    config.command = spec.exec.command;
    config.workingDirectory = spec.exec.workingDirectory;
    for (auto entry = spec.exec.environment.cbegin(); entry != spec.exec.environment.cend();
         ++entry) {
        config.environment.append(entry.key() + QLatin1Char('=') + entry.value());
    }
    config.tty = spec.terminal.has_value();
    config.attachStdin = spec.hasInput || config.tty;
    return config;
}

Task<Error> explained(engine::EngineClient client, QString container, Error error)
{
    const bool isRefusal = error.code == ErrorCode::EngineRefused
        || error.code == ErrorCode::Conflict || error.code == ErrorCode::NotFound;
    if (!isRefusal) {
        co_return error;
    }
    const Result<engine::ContainerDetails> details = co_await client.inspectContainer(container);
    if (details && details->state == QLatin1String("running")) {
        co_return error;
    }
    const Text state = details ? Text::english("is in the state \"%1\"").arg(details->state)
                               : Text::english("is not there");
    co_return Error{
        ErrorCode::NotFound,
        Text::english("The command cannot be run, because the backend's container %1 %2. Look at "
                      "its output with `docker logs`, or install the extension again.")
            .arg(container, state),
        error.message};
}

bool isAboutTheProgram(const Error &error)
{
    return error.message.contains(QLatin1String("OCI runtime"))
        || error.message.contains(QLatin1String("executable file not found"));
}

int unrunnableCode(const QByteArray &words)
{
    return words.contains("not found") || words.contains("no such file") ? isNotThere : cannotBeRun;
}

Task<Result<engine::ExecDetails>> awaitExecEnd(engine::EngineClient client, QString exec)
{
    milliseconds pause{1};
    while (true) {
        Result<engine::ExecDetails> details = co_await client.inspectExec(exec);
        if (!details || (!details->running && details->exitCode)) {
            co_return details;
        }
        co_await QCoro::sleepFor(pause);
        pause = std::min(pause * 2, longestPause);
    }
}

} // namespace pierhead::backend

#include "runexec.h"

#include "execkiller.h"
#include "execoutput.h"

#include <QCoroTimer>

#include <chrono>

namespace pierhead::backend {

namespace {

using std::chrono::milliseconds;

// By shells' custom, and the engines'.
constexpr int cannotBeRun = 126;
constexpr int isNotThere = 127;

engine::ExecConfig configOf(const ExecSpec &spec)
{
    engine::ExecConfig config;
    config.command = spec.command;
    config.workingDirectory = spec.workingDirectory;
    for (auto entry = spec.environment.cbegin(); entry != spec.environment.cend(); ++entry) {
        config.environment.append(entry.key() + QLatin1Char('=') + entry.value());
    }
    return config;
}

/// An engine's refusal with its cause: engines have several answers to an exec in a container that
/// does not run, so the container is looked at.
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
    const QString state = details ? QStringLiteral("is in the state \"%1\"").arg(details->state)
                                  : QStringLiteral("is not there");
    co_return Error{
        ErrorCode::NotFound,
        QStringLiteral("The command cannot be run, because the backend's container %1 %2. Look at "
                       "its output with `docker logs`, or install the extension again.")
            .arg(container, state),
        error.message};
}

/// Newer engines refuse to start an exec whose program cannot be run.
bool isAboutTheProgram(const Error &error)
{
    return error.message.contains(QLatin1String("OCI runtime"))
        || error.message.contains(QLatin1String("executable file not found"));
}

ExecOutcome unrunnable(const Error &error)
{
    const bool isMissing = error.message.contains(QLatin1String("not found"))
        || error.message.contains(QLatin1String("no such file"));
    ExecOutcome outcome;
    outcome.exitCode = isMissing ? isNotThere : cannotBeRun;
    outcome.standardError = error.message.toUtf8() + '\n';
    return outcome;
}

/// Docker 20 writes its own words to the standard output of a program that it could not run.
bool hasEngineWordsAsOutput(const ExecOutcome &outcome, const engine::ExecDetails &details)
{
    return (outcome.exitCode == cannotBeRun || outcome.exitCode == isNotThere) && details.pid == 0
        && outcome.standardError.isEmpty()
        && outcome.standardOutput.startsWith("OCI runtime exec failed");
}

/// How it ended. The output's end and the program's come at nearly the same time, but a program
/// may also close its output and go on.
Task<Result<engine::ExecDetails>>
awaitEnd(engine::EngineClient client, QString exec, StopToken stop)
{
    milliseconds pause{1};
    while (true) {
        Result<engine::ExecDetails> details = co_await client.inspectExec(exec, stop);
        if (!details || (!details->running && details->exitCode)) {
            co_return details;
        }
        if (stop.stop_requested()) {
            co_return cancelled(QStringLiteral("The command"));
        }
        co_await QCoro::sleepFor(pause);
        pause = std::min(pause * 2, milliseconds{100});
    }
}

Task<Result<ExecOutcome>> outcomeOf(engine::EngineClient client,
                                    QString exec,
                                    std::unique_ptr<engine::HttpStream> stream,
                                    StopToken stop)
{
    const auto output = std::make_shared<ExecOutput>();
    const Result<void> gathered = co_await ExecOutput::gather(stream.get(), output, stop);
    if (!gathered) {
        co_return tl::unexpected<Error>(gathered.error());
    }
    PIERHEAD_CO_TRY(details, co_await awaitEnd(client, exec, stop));
    ExecOutcome outcome;
    outcome.exitCode = details.exitCode;
    outcome.standardOutput = output->takeStandardOutput();
    outcome.standardError = output->takeStandardError();
    if (hasEngineWordsAsOutput(outcome, details)) {
        std::swap(outcome.standardOutput, outcome.standardError);
        const bool isMissing = outcome.standardError.contains("not found")
            || outcome.standardError.contains("no such file");
        outcome.exitCode = isMissing ? isNotThere : cannotBeRun;
    }
    co_return outcome;
}

} // namespace

Task<Result<ExecOutcome>>
runExec(engine::EngineClient client, QString container, ExecSpec spec, StopToken stop)
{
    if (spec.command.isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("A command to run in the backend is empty."));
    }
    const engine::ExecConfig config = configOf(spec);
    const Result<QString> exec = co_await client.createExec(container, config, stop);
    if (!exec) {
        co_return tl::unexpected<Error>(co_await explained(client, container, exec.error()));
    }
    // Not stopped half-way: a program that may have been started has to be found to be ended.
    Result<std::unique_ptr<engine::HttpStream>> stream = co_await client.startExec(*exec);
    if (!stream && isAboutTheProgram(stream.error())) {
        co_return unrunnable(stream.error());
    }
    if (!stream) {
        co_return tl::unexpected<Error>(co_await explained(client, container, stream.error()));
    }
    Result<ExecOutcome> outcome =
        co_await outcomeOf(client, *exec, std::move(stream).value(), stop);
    const bool isEndedByUs = !outcome
        && (outcome.error().code == ErrorCode::Cancelled
            || outcome.error().code == ErrorCode::ProcessFailed);
    if (isEndedByUs && !co_await killExec(client, container, *exec)) {
        outcome.error().detail =
            QStringLiteral("It could not be ended in the container %1, and may still run there.")
                .arg(container);
    }
    co_return outcome;
}

} // namespace pierhead::backend

#include "trialrun.h"

#include "pagetrial.h"

#include <host/backend/backendstate.h>
#include <host/extensions/trialinstall.h>

#include <QCoroTimer>

#include <chrono>

namespace pierhead::cli {

namespace {

using extensions::Fault;
using extensions::TrialInstall;
using Condition = backend::ServiceCondition;

constexpr std::chrono::milliseconds lookPause{200};
/// A health check may be made half a minute after the start, as is Docker's default.
constexpr std::chrono::seconds readyLimit{60};
/// For a service that waits for another one by ending and being started again.
constexpr std::chrono::seconds restartLimit{15};

void tell(const Session &session, const ValidationRequest &request, const QString &line)
{
    if (!request.isQuiet) {
        session.terminal.print(line);
    }
}

/// What is wrong with it; empty where nothing is.
QString backendProblem(const backend::BackendState &state)
{
    if (state.total == 0 && !state.services.empty()) {
        return {}; // all of it was to end, and did
    }
    switch (state.overall()) {
    case Condition::Running:
    case Condition::Finished:
        return {};
    case Condition::Starting:
        return QStringLiteral("The backend was not ready within %1 seconds.")
            .arg(readyLimit.count());
    case Condition::Stopped:
        return QStringLiteral("The backend does not run: %1 of its %2 services do.")
            .arg(state.running)
            .arg(state.total);
    case Condition::Unhealthy:
    case Condition::Restarting:
    case Condition::Failed:
        break;
    }
    return state.reason().inEnglish();
}

/// Waits until it is known how the backend is.
Task<Result<std::vector<Fault>>>
backendFaults(engine::EngineClient client, extensions::ExtensionId id, StopToken stop)
{
    const auto start = std::chrono::steady_clock::now();
    while (true) {
        PIERHEAD_CO_TRY(state, co_await backend::askBackendState(client, id, stop));
        const auto waited = std::chrono::steady_clock::now() - start;
        const bool mayGetReady = state.overall() == Condition::Starting && waited < readyLimit;
        const bool mayStayUp = state.overall() == Condition::Restarting && waited < restartLimit;
        if (!mayGetReady && !mayStayUp) {
            std::vector<Fault> faults;
            if (const QString problem = backendProblem(state); !problem.isEmpty()) {
                faults.push_back({Fault::Severity::Error, QStringLiteral("backend"), problem});
            }
            co_return faults;
        }
        co_await QCoro::sleepFor(lookPause);
        if (stop.stop_requested()) {
            co_return cancelled(QStringLiteral("Trying out the backend"));
        }
    }
}

Task<Result<ValidationChecks>> runAll(Session session,
                                      TrialInstall trial,
                                      pagetrial::PageProgram program,
                                      ValidationRequest request)
{
    const extensions::InstalledExtension &extension = trial.extension();
    const engine::EngineClient client(program.engine);
    std::vector<Fault> backend;
    if (extension.manifest.backend) {
        tell(session, request, QStringLiteral("Waiting for its backend..."));
        PIERHEAD_CO_TRY(found, co_await backendFaults(client, extension.id, session.stop));
        backend = found;
    }
    ValidationChecks checks;
    if (extension.manifest.tab) {
        tell(session, request, QStringLiteral("Loading its page..."));
        PIERHEAD_CO_TRY(page,
                        co_await tryPage(program, extension, request.screenshot, session.stop));
        checks = page;
    }
    if (extension.manifest.backend) {
        if (backend.empty()) {
            // What ends after a moment, or by what the page does, is seen now.
            PIERHEAD_CO_TRY(found, co_await backendFaults(client, extension.id, session.stop));
            backend = found;
        }
        checks.insert(checks.begin(), ValidationCheck{QStringLiteral("backend"), backend});
    }
    co_return checks;
}

} // namespace

Task<Result<ValidationChecks>> tryOut(Session session,
                                      const engine::Engine *engine,
                                      extensions::SourceImage image,
                                      ValidationRequest request,
                                      QString scratchRoot)
{
    pagetrial::PageProgram program;
    if (request.runs) {
        PIERHEAD_CO_TRY(file, pageProgramFile());
        program = {file, {}, engine->client().address()};
    }
    tell(session, request, QStringLiteral("Installing it under another name..."));
    const extensions::InstallSink silent = [](const extensions::InstallEvent &) {
    };
    const Result<TrialInstall> trial =
        co_await TrialInstall::make(*engine, image, scratchRoot, silent, session.stop);
    ValidationChecks checks(1);
    checks.front().name = QStringLiteral("install");
    if (!trial) {
        if (trial.error().code == ErrorCode::Cancelled) {
            co_return tl::unexpected<Error>(trial.error());
        }
        checks.front().faults.push_back(
            {Fault::Severity::Error, QStringLiteral("install"), trial.error().message});
        co_return checks;
    }
    Result<ValidationChecks> run;
    if (request.runs) {
        program.home = trial->home();
        run = co_await runAll(session, *trial, program, request);
    }
    tell(session, request, QStringLiteral("Removing it..."));
    const std::vector<Fault> left = co_await trial->remove();
    if (!run) {
        co_return run;
    }
    checks.insert(checks.end(), run->begin(), run->end());
    checks.push_back({QStringLiteral("uninstall"), left});
    co_return checks;
}

} // namespace pierhead::cli

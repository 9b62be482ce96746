#include "trialrun.h"

#include "backendcheck.h"
#include "pagetrial.h"

#include <host/extensions/trialinstall.h>

#include <QCoroTimer>

#include <algorithm>
#include <chrono>

namespace pierhead::cli {

namespace {

using extensions::Fault;
using extensions::TrialInstall;

/// Without a page, how long a backend is given to end by itself.
constexpr std::chrono::milliseconds settleTime{1000};

void tell(const Session &session, const ValidationRequest &request, const QString &line)
{
    if (!request.isQuiet) {
        session.terminal.print(line);
    }
}

bool isFine(const std::vector<Fault> &faults)
{
    return std::none_of(faults.cbegin(), faults.cend(), [](const Fault &fault) {
        return fault.severity == Fault::Severity::Error;
    });
}

/// The page's checks; of an extension without one, that a picture is wanted is told.
Task<Result<ValidationChecks>> pageChecks(Session session,
                                          extensions::InstalledExtension extension,
                                          pagetrial::PageProgram program,
                                          ValidationRequest request)
{
    if (extension.manifest.tab) {
        tell(session, request, QStringLiteral("Loading its page..."));
        co_return co_await tryPage(program, extension, request.screenshot, session.stop);
    }
    ValidationChecks checks;
    if (!request.screenshot.isEmpty()) {
        checks.push_back({QStringLiteral("page"),
                          {{Fault::Severity::Warning,
                            QStringLiteral("page"),
                            QStringLiteral("it has none, so that no picture was written")}}});
    }
    co_return checks;
}

Task<Result<ValidationChecks>> runAll(Session session,
                                      extensions::InstalledExtension extension,
                                      pagetrial::PageProgram program,
                                      ValidationRequest request)
{
    const engine::EngineClient client(program.engine);
    const auto start = std::chrono::steady_clock::now();
    std::vector<Fault> backend;
    if (extension.manifest.backend) {
        tell(session, request, QStringLiteral("Waiting for its backend..."));
        PIERHEAD_CO_TRY(found, co_await backendFaults(client, extension.id, start, session.stop));
        backend = found;
    }
    PIERHEAD_CO_TRY(checks, co_await pageChecks(session, extension, program, request));
    if (extension.manifest.backend) {
        if (isFine(backend)) {
            // What ends after a moment, or by what the page does, is seen now.
            if (!extension.manifest.tab) {
                co_await QCoro::sleepFor(settleTime);
            }
            PIERHEAD_CO_TRY(found,
                            co_await backendFaults(client, extension.id, start, session.stop));
            backend = found;
        }
        checks.insert(checks.begin(), ValidationCheck{QStringLiteral("backend"), backend});
    }
    co_return checks;
}

ValidationCheck installFailure(const Error &error)
{
    const QString detail = error.detail.trimmed();
    const QString words =
        detail.isEmpty() ? error.message : error.message + QLatin1Char('\n') + detail;
    return {QStringLiteral("install"),
            {{Fault::Severity::Error, QStringLiteral("install"), words}}};
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
    ValidationChecks checks;
    if (!trial && trial.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(trial.error());
    }
    if (!trial) {
        checks.push_back(installFailure(trial.error()));
        co_return checks;
    }
    checks.push_back({QStringLiteral("install"), {}});
    Result<ValidationChecks> run;
    if (request.runs) {
        program.home = trial->home();
        run = co_await runAll(session, trial->extension(), program, request);
    }
    tell(session, request, QStringLiteral("Removing it..."));
    const std::vector<Fault> left = co_await trial->remove();
    if (!run) {
        co_return run;
    }
    checks.insert(checks.end(), run->begin(), run->end());
    checks.push_back({QStringLiteral("uninstall"), left});
    for (ValidationCheck &check : checks) {
        for (Fault &fault : check.faults) {
            fault.what = trial->inItsOwnName(fault.what);
        }
    }
    co_return checks;
}

} // namespace pierhead::cli

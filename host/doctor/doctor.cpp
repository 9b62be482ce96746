#include "doctor.h"

#include "examination.h"

#include <algorithm>

namespace pierhead::doctor {

bool Report::isAnythingLeft() const
{
    return std::any_of(
        findings.begin(), findings.end(), [](const Finding &finding) { return finding.isLeft(); });
}

Task<Result<Report>> examine(Paths paths, QString requestedEngine, StopToken stop)
{
    const extensions::ExtensionStore store(paths);
    const auto now = std::make_shared<Examination>(Examination{
        .paths = paths, .store = store, .requestedEngine = requestedEngine, .stop = stop});
    checkStore(*now);
    checkDisk(*now);
    co_await checkEngines(now);
    checkLeftovers(*now);
    co_await checkBackends(now);
    co_await checkStrayContainers(now);
    co_await checkProgram(now);
    if (stop.stop_requested()) {
        co_return cancelled(QStringLiteral("Looking for faults"));
    }
    Report report{now->engine, std::move(now->findings), {}};
    for (const auto &[key, engine] : now->engines) {
        report.kept.push_back(engine);
    }
    std::stable_sort(
        report.findings.begin(),
        report.findings.end(),
        [](const Finding &left, const Finding &right) { return left.severity > right.severity; });
    co_return report;
}

Task<Report> mend(Report report, StopToken stop)
{
    for (Finding &finding : report.findings) {
        if (!finding.mend || stop.stop_requested()) {
            continue;
        }
        const Result<void> mended = co_await finding.mend();
        finding.state = mended ? Finding::State::Mended : Finding::State::NotMended;
        finding.problem = mended ? QString() : mended.error().message;
    }
    co_return report;
}

} // namespace pierhead::doctor

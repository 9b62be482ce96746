#include "doctorreport.h"

#include <algorithm>

namespace pierhead::cli {

namespace {

using doctor::Finding;
using Severity = Finding::Severity;

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QString stateName(Finding::State state)
{
    switch (state) {
    case Finding::State::Open:
        return QStringLiteral("open");
    case Finding::State::Mended:
        return QStringLiteral("mended");
    case Finding::State::NotMended:
        return QStringLiteral("not-mended");
    }
    Q_UNREACHABLE();
}

QString findingText(const Finding &finding)
{
    QString name = severityName(finding.severity);
    name.front() = name.front().toUpper();
    const QString text = QStringLiteral("%1: %2: %3\n").arg(name, finding.where, finding.what);
    switch (finding.state) {
    case Finding::State::Open:
        return text + QStringLiteral("    %1").arg(finding.advice);
    case Finding::State::Mended:
        return text + QStringLiteral("    Mended.");
    case Finding::State::NotMended:
        return text
            + QStringLiteral("    It could not be mended. %1\n    %2")
                  .arg(finding.problem, finding.advice);
    }
    Q_UNREACHABLE();
}

/// "1 thing is left", and how many of them --fix would mend.
QString verdictOf(const doctor::Report &report)
{
    const auto count = [&report](auto isMeant) {
        return std::count_if(report.findings.begin(), report.findings.end(), isMeant);
    };
    const auto left = count([](const Finding &finding) { return finding.isLeft(); });
    const auto mendable = count([](const Finding &finding) {
        return finding.isLeft() && finding.mend && finding.state == Finding::State::Open;
    });
    if (left == 0) {
        return QStringLiteral("Everything is in order.");
    }
    const QString things = left == 1 ? QStringLiteral("1 thing is left")
                                     : QStringLiteral("%1 things are left").arg(left);
    return mendable == 0 ? things + QLatin1Char('.')
                         : QStringLiteral("%1; \"docker extension doctor --fix\" mends %2 of them.")
                               .arg(things)
                               .arg(mendable);
}

} // namespace

void printReport(Terminal &terminal, const doctor::Report &report)
{
    if (report.engine) {
        terminal.print(QStringLiteral("Engine: %1 %2 at %3, named by %4")
                           .arg(report.engine->version().product,
                                report.engine->version().version,
                                report.engine->key(),
                                report.engine->origin().inEnglish()));
    }
    for (const Finding &finding : report.findings) {
        terminal.print(findingText(finding));
    }
    terminal.print(verdictOf(report));
}

nlohmann::json reportObject(const doctor::Report &report)
{
    nlohmann::json engine;
    if (report.engine) {
        engine = {{"product", report.engine->version().product},
                  {"version", report.engine->version().version},
                  {"address", report.engine->key()},
                  {"origin", report.engine->origin().inEnglish()}};
    }
    nlohmann::json findings = nlohmann::json::array();
    for (const Finding &finding : report.findings) {
        findings.push_back({{"severity", severityName(finding.severity)},
                            {"check", finding.check},
                            {"where", finding.where},
                            {"what", finding.what},
                            {"advice", finding.advice},
                            {"canBeMended", static_cast<bool>(finding.mend)},
                            {"state", stateName(finding.state)},
                            {"problem", finding.problem}});
    }
    return {
        {"engine", engine}, {"findings", findings}, {"isAnythingLeft", report.isAnythingLeft()}};
}

} // namespace pierhead::cli

#include "pagetrial.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace pierhead::cli {

namespace {

using extensions::Fault;

/// More of them say nothing new.
constexpr std::size_t mostConsoleFaults = 20;

std::vector<Fault> consoleFaults(const std::vector<pagetrial::ConsoleEntry> &console)
{
    std::vector<Fault> faults;
    for (const pagetrial::ConsoleEntry &entry : console) {
        if (entry.level == QStringLiteral("error") && faults.size() < mostConsoleFaults) {
            faults.emplace_back(Fault::Severity::Error, QStringLiteral("console"), entry.message);
        }
    }
    return faults;
}

} // namespace

Result<QString> pageProgramFile()
{
    const QString file = pagetrial::findPageProgram();
    if (file.isEmpty()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("The page cannot be loaded, because the program \"pierhead\" "
                                      "is neither in %1 nor in PATH. Install it, or validate "
                                      "without --run.")
                           .arg(QCoreApplication::applicationDirPath()));
    }
    return file;
}

Task<Result<ValidationChecks>> tryPage(pagetrial::PageProgram program,
                                       extensions::InstalledExtension extension,
                                       QString screenshot,
                                       StopToken stop)
{
    pagetrial::PageRequest request{.extension = extension.id.value()};
    if (!screenshot.isEmpty()) {
        request.picture = QFileInfo(screenshot).absoluteFilePath();
    }
    PIERHEAD_CO_TRY(run, co_await pagetrial::runPage(program, request, stop));
    ValidationChecks checks;
    if (!run.problem.isEmpty() || !run.report) {
        checks.push_back({QStringLiteral("page"),
                          {{Fault::Severity::Error, QStringLiteral("page"), run.problem}}});
        co_return checks;
    }
    std::vector<Fault> blank;
    if (run.report->isBlank) {
        blank.emplace_back(
            Fault::Severity::Error,
            QStringLiteral("page"),
            QStringLiteral("nothing is to be seen on it: its picture has one colour"));
    }
    checks.push_back({QStringLiteral("page"), blank});
    checks.push_back({QStringLiteral("console"), consoleFaults(run.report->console)});
    co_return checks;
}

} // namespace pierhead::cli

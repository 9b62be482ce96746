#include "pagecheck.h"

#include "pagerun.h"

#include <host/base/background.h>
#include <host/base/logging.h>
#include <host/extensions/pagehome.h>

#include <QTemporaryDir>
#include <QTimer>

namespace pierhead::pagetrial {

namespace {

using extensions::ExtensionStore;
using extensions::InstalledExtension;

/// What all checks of one installer have in common.
struct CheckSetup
{
    QString program;
    engine::EngineAddress engine;
    Paths own;
    PageTimes times;
};

QString consoleText(const std::vector<ConsoleEntry> &console)
{
    QStringList lines;
    for (const ConsoleEntry &entry : console) {
        lines.append(entry.level + QStringLiteral(": ") + entry.message);
    }
    return lines.join(QLatin1Char('\n'));
}

Result<void>
judgePage(const InstalledExtension &extension, const PageReport &report, PageTimes times)
{
    if (report.problem.isEmpty() && !report.isBlank) {
        return {};
    }
    const Text reason = report.problem.isEmpty()
        ? Text::english("nothing was to be seen on it within %1 seconds")
              .arg(times.patience.count())
        : report.problem;
    const QString console = consoleText(report.console);
    return failure(
        ErrorCode::ProcessFailed,
        Text::english("The new page of \"%1\" does not load: %2. What was there before is put "
                      "back. Tell the publisher of %3; \"docker extension validate --run %3\" "
                      "shows it again.%4")
            .arg(extension.displayTitle(),
                 reason.withoutFullStop(),
                 extension.reference,
                 console.isEmpty() ? Text() : Text::english(" The page's console:")),
        console);
}

/// The page may be good: it is not the reason that it is not known.
Result<void> unchecked(const InstalledExtension &extension, const QString &why)
{
    qCWarning(lcExtensions).noquote()
        << "Whether the page of" << extension.reference << "loads was not looked at:" << why;
    return {};
}

/// Shows it; whatever it takes, the program is killed in the end.
Task<Result<PageRun>> showPage(CheckSetup setup, PageProgram program, QString id, StopToken stop)
{
    StopSource end;
    const std::stop_callback onStop(stop, [&end] { end.request_stop(); });
    QTimer limit;
    limit.setSingleShot(true);
    limit.callOnTimeout([&end] { end.request_stop(); });
    limit.start(setup.times.patience + setup.times.grace);
    const PageRequest request{.extension = id, .patience = setup.times.patience};
    const StopToken ending = end.get_token();
    co_return co_await runPage(program, request, ending);
}

Task<Result<void>> checkPageOf(CheckSetup setup, InstalledExtension extension, StopToken stop)
{
    const ExtensionStore own(setup.own);
    const Result<QString> scratch = own.scratchRoot();
    if (!scratch) {
        co_return unchecked(extension, scratch.error().message);
    }
    const QTemporaryDir home(*scratch + QStringLiteral("/page-XXXXXX"));
    extension.engine = setup.engine.key(); // the embedded engine's name would start another one
    const QString folder = home.path();
    const auto prepare = [folder, extension, own] {
        return makePageHome(folder, extension, own);
    };
    const Result<void> prepared = co_await runInBackground(prepare);
    if (!prepared) {
        co_return unchecked(extension, prepared.error().message);
    }
    const PageProgram program{setup.program, folder, setup.engine};
    const QString id = extension.id.value();
    const Result<PageRun> run = co_await showPage(setup, program, id, stop);
    if (stop.stop_requested()) {
        co_return cancelled(Text::english("Loading the page of %1").arg(extension.reference));
    }
    if (!run) {
        co_return unchecked(extension, run.error().message);
    }
    if (!run->report) {
        co_return unchecked(extension, run->problem);
    }
    co_return judgePage(extension, *run->report, setup.times);
}

} // namespace

extensions::CheckPage pageCheck(const QString &program,
                                const engine::EngineAddress &engine,
                                const Paths &own,
                                PageTimes times)
{
    if (program.isEmpty()) {
        return {};
    }
    const CheckSetup setup{program, engine, own, times};
    return [setup](const InstalledExtension &extension, const StopToken &stop) {
        return checkPageOf(setup, extension, stop);
    };
}

} // namespace pierhead::pagetrial

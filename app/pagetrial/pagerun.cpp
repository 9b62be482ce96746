#include "pagerun.h"

#include <host/base/json.h>
#include <host/process/runprocess.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

namespace pierhead::pagetrial {

static void from_json(const nlohmann::json &source, ConsoleEntry &target)
{
    target.level = json::field<QString>(source, "level");
    target.message = json::field<QString>(source, "message");
}

static void from_json(const nlohmann::json &source, PageReport &target)
{
    target.problem = json::fieldOr<QString>(source, "problem", {});
    target.isBlank = json::field<bool>(source, "blank");
    target.console = json::field<std::vector<ConsoleEntry>>(source, "console");
}

namespace {

/// What the program itself had to say, without the web engine's own lines before it.
QString wordsOf(const process::ProcessOutcome &outcome)
{
    const QString mark = QStringLiteral("pierhead: ");
    const QString all = QString::fromUtf8(outcome.standardError);
    const qsizetype begin = all.indexOf(mark);
    return begin < 0 ? QString() : all.mid(begin).remove(mark).trimmed();
}

process::ProcessSpec
callOf(const PageProgram &program, const PageRequest &request, const QString &report)
{
    const QString picture =
        request.picture.isEmpty() ? program.home + QStringLiteral("/page.png") : request.picture;
    process::ProcessSpec call;
    call.program = program.file;
    call.arguments = {QStringLiteral("--engine"),
                      program.engine.key(),
                      QStringLiteral("--extension"),
                      request.extension,
                      QStringLiteral("--theme"),
                      QStringLiteral("light"),
                      QStringLiteral("--screenshot"),
                      picture,
                      QStringLiteral("--report"),
                      report};
    if (request.patience.count() > 0) {
        call.arguments.append(
            {QStringLiteral("--patience"), QString::number(request.patience.count())});
    }
    call.environment.insert(QStringLiteral("PIERHEAD_HOME"), program.home);
    call.environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    // What the web engine makes for itself goes with the trial, also where it is killed.
    call.environment.insert(QStringLiteral("TMPDIR"), program.home);
    call.environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), program.home);
    // Chromium's sandbox refuses to be root's, as everything in a CI's container is.
    if (::geteuid() == 0) {
        call.environment.insert(QStringLiteral("QTWEBENGINE_DISABLE_SANDBOX"), QStringLiteral("1"));
    }
    return call;
}

Result<PageReport> readReport(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Reading what the page's program found failed: %1. Install "
                                      "Pierhead again: \"pierhead\" and \"docker-extension\" are "
                                      "of one version.")
                           .arg(file.errorString()));
    }
    return json::parseAs<PageReport>(file.readAll());
}

} // namespace

QString findPageProgram()
{
    const QString name = QStringLiteral("pierhead");
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
    const QFileInfo file(beside);
    return file.isExecutable() && file.isFile() ? beside : QStandardPaths::findExecutable(name);
}

Task<Result<PageRun>> runPage(PageProgram program, PageRequest request, StopToken stop)
{
    const QString reportFile = program.home + QStringLiteral("/report.json");
    const process::ProcessSpec call = callOf(program, request, reportFile);
    PIERHEAD_CO_TRY(outcome, co_await process::run(call, stop));
    PageRun run;
    if (outcome.exitCode != 0 || outcome.isCrash) {
        const QString words = wordsOf(outcome);
        run.problem = words.isEmpty()
            ? QStringLiteral("\"pierhead\" ended with code %1").arg(outcome.exitCode)
            : words;
        if (!QFileInfo::exists(reportFile)) {
            co_return run;
        }
    }
    PIERHEAD_CO_TRY(report, readReport(reportFile));
    run.report = std::move(report);
    co_return run;
}

} // namespace pierhead::pagetrial

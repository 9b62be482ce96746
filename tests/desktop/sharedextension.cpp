#include "sharedextension.h"

#include "waiting.h"

#include <host/base/json.h>
#include <host/extensions/underway.h>

#include <QTest>

#include <csignal>
#include <runningprogram.h>
#include <storedextension.h>

namespace pierhead::test {

using extensions::ExtensionId;
using extensions::ExtensionStore;
using extensions::UnderWay;

namespace {

constexpr int timeLimit = 60'000;

ExtensionStore storeHere()
{
    return ExtensionStore(Paths::fromEnvironment());
}

} // namespace

SharedExtension::SharedExtension(QString id, QString engine)
    : m_id(std::move(id))
    , m_engine(std::move(engine))
{ }

QStringList SharedExtension::words(const QStringList &arguments) const
{
    return QStringList{QStringLiteral("--engine"), m_engine} + arguments;
}

ProgramRun SharedExtension::call(const QStringList &arguments) const
{
    return runCli(words(arguments));
}

ProgramRun SharedExtension::callAt(Point point, const QStringList &arguments) const
{
    if (!test::waitFor([this, point] { return isAt(point); }, timeLimit)) {
        return {-1, {}, QStringLiteral("the window's work did not come so far")};
    }
    QProcess process;
    process.setProcessEnvironment(programEnvironment());
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(programPath(), words(arguments));
    process.waitForFinished(timeLimit); // without the event loop
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

bool SharedExtension::hold(const RunningProgram &program, Point point) const
{
    if (!test::waitFor([this, point] { return isAt(point); }, timeLimit)) {
        return false;
    }
    program.send(SIGSTOP);
    const auto isHeld = [&program] {
        const QByteArray stat = readFile(QStringLiteral("/proc/%1/stat").arg(program.pid()));
        return stat.mid(stat.lastIndexOf(')') + 2).startsWith('T');
    };
    return test::waitFor(isHeld, timeLimit) && isAt(point);
}

bool SharedExtension::isRefusal(const QString &text, qint64 process) const
{
    return text.contains(QStringLiteral("\"%1\" is being installed or removed by").arg(m_id))
        && text.contains(QStringLiteral("(process %1 on").arg(process));
}

QStringList SharedExtension::listed() const
{
    const ProgramRun run =
        call({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
    const auto rows = json::parse(run.output.toUtf8());
    if (run.exitCode != 0 || !rows) {
        return {QString::fromUtf8(run.describe())};
    }
    QStringList all;
    for (const nlohmann::json &row : *rows) {
        all.append(json::field<QString>(row, "image") + QLatin1Char(' ')
                   + json::field<QString>(row.at("vm"), "state"));
    }
    return all;
}

QStringList SharedExtension::findings() const
{
    const ProgramRun run =
        call({QStringLiteral("doctor"), QStringLiteral("--format"), QStringLiteral("json")});
    const auto report = json::parse(run.output.toUtf8());
    if (!report) {
        return {QString::fromUtf8(run.describe())};
    }
    const QString home = qEnvironmentVariable("PIERHEAD_HOME");
    QStringList found;
    for (const nlohmann::json &finding : report->at("findings")) {
        const auto check = json::field<QString>(finding, "check");
        const auto where = json::field<QString>(finding, "where");
        const bool isMeant = where == m_id || where.startsWith(home);
        if (isMeant && check != QStringLiteral("disk")) {
            found.append(check + QLatin1Char(' ') + where);
        }
    }
    return found;
}

QString SharedExtension::folder() const
{
    const auto parsed = ExtensionId::parse(m_id);
    return parsed ? storeHere().folder(*parsed) : QString();
}

bool SharedExtension::isAt(Point point) const
{
    const auto note = ExtensionId::parse(m_id).and_then(
        [](const ExtensionId &parsed) { return UnderWay::read(storeHere(), parsed); });
    return note && (point == Point::Begun || note->isBackendTouched);
}

} // namespace pierhead::test

#include "programrun.h"

#include <QTest>

namespace pierhead::test {

namespace {

constexpr int timeLimit = 60'000;

} // namespace

QByteArray ProgramRun::describe() const
{
    return QStringLiteral("exit code %1\nstandard output:\n%2\nstandard error:\n%3")
        .arg(exitCode)
        .arg(output, errors)
        .toUtf8();
}

QString programPath()
{
    return QStringLiteral(PIERHEAD_CLI_PROGRAM);
}

QProcessEnvironment programEnvironment(const QMap<QString, QString> &changes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DOCKER_HOST", "DOCKER_CONTEXT", "PIERHEAD_ENGINE", "NO_COLOR"}) {
        environment.remove(QLatin1String(name));
    }
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        if (change->isNull()) {
            environment.remove(change.key());
        } else {
            environment.insert(change.key(), *change);
        }
    }
    return environment;
}

ProgramRun runProgram(const QString &program,
                      const QStringList &arguments,
                      const QMap<QString, QString> &environment)
{
    QProcess process;
    process.setProcessEnvironment(programEnvironment(environment));
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    // By the event loop, since an engine that the test plays may be asked.
    const auto isDone = [&process] {
        return process.state() == QProcess::NotRunning;
    };
    if (!QTest::qWaitFor(isDone, timeLimit)) {
        process.kill();
        process.waitForFinished();
    }
    const bool isExit =
        process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return {isExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

ProgramRun runCli(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    return runProgram(programPath(), arguments, environment);
}

} // namespace pierhead::test

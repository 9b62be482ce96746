#include "programrun.h"

#include "waiting.h"

#include <QTemporaryFile>
#include <QTest>

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace pierhead::test {

namespace {

constexpr int runTimeLimit = 60'000;

ProgramRun finish(QProcess &process,
                  const QString &program,
                  const QStringList &arguments,
                  const QString &input = QProcess::nullDevice())
{
    process.setStandardInputFile(input);
    process.start(program, arguments);
    // By the event loop, since an engine that the test plays may be asked.
    const auto isDone = [&process] {
        return process.state() == QProcess::NotRunning;
    };
    if (!test::waitFor(isDone, runTimeLimit)) {
        process.kill();
        process.waitForFinished();
    }
    const bool isExit =
        process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return {isExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Empty as long as there is none.
QString &programCopy()
{
    static QString path;
    return path;
}

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
    return programCopy().isEmpty() ? QStringLiteral(PIERHEAD_CLI_PROGRAM) : programCopy();
}

bool copyProgram(const QString &folder)
{
    const QString copy = folder + QStringLiteral("/docker-extension");
    // It is in two files, the second of which is named after the first.
    for (const char *ending : {"", "-commands"}) {
        const QString name = QLatin1String(ending);
        if (!QFile::copy(QStringLiteral(PIERHEAD_CLI_PROGRAM) + name, copy + name)) {
            return false;
        }
    }
    programCopy() = copy;
    return true;
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
    return finish(process, program, arguments);
}

ProgramRun runCli(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    return runProgram(programPath(), arguments, environment);
}

ProgramRun runCliOn(const QByteArray &input, const QStringList &arguments)
{
    QTemporaryFile file;
    if (!file.open() || file.write(input) != input.size() || !file.flush()) {
        return {};
    }
    QProcess process;
    process.setProcessEnvironment(programEnvironment());
    return finish(process, programPath(), arguments, file.fileName());
}

ProgramRun runCliUnread(const QStringList &arguments)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return {};
    }
    ::close(ends.front());
    QProcess process;
    process.setProcessEnvironment(programEnvironment());
    process.setChildProcessModifier([end = ends.back()] { ::dup2(end, STDOUT_FILENO); });
    const ProgramRun run = finish(process, programPath(), arguments);
    ::close(ends.back());
    return run;
}

} // namespace pierhead::test

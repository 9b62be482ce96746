#include "runningprogram.h"

#include "programrun.h"
#include "pseudoterminal.h"
#include "waiting.h"

#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

constexpr int timeLimit = 30'000;

} // namespace

RunningProgram::RunningProgram(const QStringList &arguments,
                               const PseudoTerminal *terminal,
                               const QMap<QString, QString> &environment)
{
    m_process.setProcessEnvironment(programEnvironment(environment));
    if (terminal != nullptr) {
        m_process.setChildProcessModifier([terminal] { terminal->adoptInChild(); });
    } else {
        m_process.setStandardInputFile(QProcess::nullDevice());
    }
    m_process.start(programPath(), arguments);
    m_process.waitForStarted();
}

RunningProgram::~RunningProgram()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void RunningProgram::send(int signalNumber) const
{
    ::kill(static_cast<pid_t>(m_process.processId()), signalNumber);
}

QByteArray RunningProgram::output()
{
    m_output += m_process.readAllStandardOutput();
    return m_output;
}

QByteArray RunningProgram::errors()
{
    m_errors += m_process.readAllStandardError();
    return m_errors;
}

bool RunningProgram::waitForOutput(const QByteArray &text)
{
    return test::waitFor([this, &text] { return output().contains(text); }, timeLimit);
}

int RunningProgram::wait()
{
    const auto isDone = [this] {
        return m_process.state() == QProcess::NotRunning;
    };
    if (!test::waitFor(isDone, timeLimit) || m_process.exitStatus() != QProcess::NormalExit) {
        return -1;
    }
    return m_process.exitCode();
}

} // namespace pierhead::test

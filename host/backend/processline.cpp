#include "processline.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace pierhead::backend {

namespace {

/// The agent gives its commands 0.4 s.
constexpr int endMilliseconds = 2000;

/// A process that is not killed at once where it is destroyed, at the end of this program.
class AgentProcess final : public QProcess
{
    Q_OBJECT

public:
    using QProcess::QProcess;

    ~AgentProcess() override
    {
        if (state() != NotRunning) {
            closeWriteChannel();
            waitForFinished(endMilliseconds);
        }
    }
    Q_DISABLE_COPY_MOVE(AgentProcess)
};

/// The program as a file that has no name; -1 where that fails.
int fileOf(const QByteArray &program)
{
    const int file = memfd_create("pierhead-agent", MFD_CLOEXEC);
    if (file >= 0
        && ::write(file, program.constData(), static_cast<std::size_t>(program.size()))
            != program.size()) {
        close(file);
        return -1;
    }
    return file;
}

Error notStarted(const Text &why)
{
    return {ErrorCode::ProcessFailed,
            Text::english("Starting the program that runs commands on this machine failed: %1.")
                .arg(why)};
}

} // namespace

ProcessLine::ProcessLine(QByteArray program, const QProcessEnvironment &environment)
    : m_program(std::move(program))
    , m_process(new AgentProcess(QCoreApplication::instance()))
{
    m_process->setProcessEnvironment(environment);
    // Ctrl+C in a terminal is for this program, which then ends it.
    m_process->setChildProcessModifier([] { setsid(); });
    connect(m_process, &QProcess::readyReadStandardOutput, this, [this] {
        Q_EMIT received(m_process->readAllStandardOutput());
    });
    connect(m_process, &QProcess::readyReadStandardError, this, [this] {
        Q_EMIT complained(m_process->readAllStandardError());
    });
    connect(m_process, &QProcess::finished, this, &AgentLine::finished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT failed(notStarted(m_process->errorString()));
        }
    });
}

ProcessLine::~ProcessLine()
{
    abort();
}

Text ProcessLine::place() const
{
    return Text::english("on this machine");
}

void ProcessLine::start()
{
    const int file = fileOf(m_program);
    if (file < 0) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        QMetaObject::invokeMethod(
            this, [this, why] { Q_EMIT failed(notStarted(why)); }, Qt::QueuedConnection);
        return;
    }
    m_process->start(QStringLiteral("/proc/self/fd/%1").arg(file), QStringList());
    close(file);
}

void ProcessLine::write(const QByteArray &bytes)
{
    if (m_process != nullptr) {
        m_process->write(bytes);
    }
}

void ProcessLine::abort()
{
    if (m_process == nullptr) {
        return;
    }
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->closeWriteChannel();
}

} // namespace pierhead::backend

#include "processline.moc"

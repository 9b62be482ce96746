#include "runprocess.h"

#include "processgroup.h"

#include <QCoroFuture>
#include <QFileInfo>
#include <QPromise>
#include <QStandardPaths>

#include <csignal>

namespace pierhead::process {

namespace {

/// One run; deletes itself when it is over, so that the end of the process is always seen.
class Run final : public QObject
{
    Q_OBJECT

public:
    Run(const ProcessSpec &spec, const StopToken &stop)
        : m_program(spec.program)
        , m_input(spec.standardInput)
        , m_stop(stop)
        , m_onStop(stop, Stopper{this})
    {
        m_promise.start();
        m_process.setProgram(spec.program);
        m_process.setArguments(spec.arguments);
        m_process.setProcessEnvironment(spec.environment);
        m_process.setWorkingDirectory(spec.workingDirectory);
        if (m_input.isEmpty()) {
            m_process.setStandardInputFile(QProcess::nullDevice());
        }
        makeGroupLeader(m_process);
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &Run::read);
        connect(&m_process, &QProcess::readyReadStandardError, this, &Run::read);
        connect(&m_process, &QProcess::started, this, &Run::onStarted);
        connect(&m_process, &QProcess::errorOccurred, this, &Run::onError);
        connect(&m_process, &QProcess::finished, this, &Run::onFinished);
    }

    [[nodiscard]] QFuture<Result<ProcessOutcome>> start()
    {
        const QFuture<Result<ProcessOutcome>> future = m_promise.future();
        m_process.start();
        return future;
    }

private:
    /// Called on whatever thread asks for the stop.
    struct Stopper
    {
        Run *run;

        void operator()() const
        {
            QMetaObject::invokeMethod(
                run, [run = run] { run->kill(); }, Qt::QueuedConnection);
        }
    };

    void kill() { signalGroup(m_process, SIGKILL); }

    void onStarted()
    {
        m_group = static_cast<pid_t>(m_process.processId());
        if (!m_input.isEmpty()) {
            m_process.write(m_input);
            m_process.closeWriteChannel();
        }
        if (m_stop.stop_requested()) {
            kill();
        }
    }

    void read()
    {
        const auto keep = [this](QByteArray &kept, const QByteArray &more) {
            const qsizetype room = outputLimit - kept.size();
            kept += more.left(room);
            m_outcome.isTruncated = m_outcome.isTruncated || more.size() > room;
        };
        keep(m_outcome.standardOutput, m_process.readAllStandardOutput());
        keep(m_outcome.standardError, m_process.readAllStandardError());
    }

    void onError(QProcess::ProcessError error)
    {
        if (error != QProcess::FailedToStart) {
            return;
        }
        const bool isMissing =
            QStandardPaths::findExecutable(m_program).isEmpty() && !QFileInfo::exists(m_program);
        settle(failure(isMissing ? ErrorCode::NotFound : ErrorCode::PermissionDenied,
                       Text::english("Starting \"%1\" failed: %2. Check that it is installed and "
                                     "that you may run it.")
                           .arg(m_program, m_process.errorString())));
    }

    void onFinished(int exitCode, QProcess::ExitStatus status)
    {
        ::kill(-m_group, SIGKILL); // what it left behind
        read();
        m_outcome.exitCode = exitCode;
        m_outcome.isCrash = status == QProcess::CrashExit;
        if (m_stop.stop_requested()) {
            settle(cancelled(Text::english("Running \"%1\"").arg(m_program)));
        } else {
            settle(m_outcome);
        }
    }

    void settle(Result<ProcessOutcome> result)
    {
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    QString m_program;
    QByteArray m_input;
    StopToken m_stop;
    QProcess m_process;
    pid_t m_group = 0;
    ProcessOutcome m_outcome;
    QPromise<Result<ProcessOutcome>> m_promise;
    std::stop_callback<Stopper> m_onStop;
};

QFuture<Result<ProcessOutcome>> start(const ProcessSpec &spec, const StopToken &stop)
{
    auto *run = new Run(spec, stop);
    return run->start();
}

} // namespace

Task<Result<ProcessOutcome>> run(ProcessSpec spec, StopToken stop)
{
    if (stop.stop_requested()) {
        co_return cancelled(Text::english("Running \"%1\"").arg(spec.program));
    }
    co_return co_await start(spec, stop);
}

} // namespace pierhead::process

#include "runprocess.moc"

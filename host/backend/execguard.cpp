#include "execguard.h"

#include "guardprocess.h"

#include <host/base/logging.h>

#include <QCoreApplication>

#include <cerrno>
#include <sys/socket.h>

namespace pierhead::backend {

ExecGuard::ExecGuard(QString program)
    : m_program(std::move(program))
{ }

QString ExecGuard::programPath()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/pierhead-exec-guard");
}

void ExecGuard::add(const GuardedExec &exec)
{
    m_execs.add(exec);
    tell(GuardedExecs::beginLine(exec));
    if (!isStarted()) {
        start();
    }
}

void ExecGuard::remove(const QString &id)
{
    m_execs.remove(id);
    tell(GuardedExecs::overLine(id));
}

void ExecGuard::start()
{
    Result<FileDescriptor> line = startGuardProcess(m_program);
    if (line) {
        m_line = std::move(*line);
        tell(m_execs.lines());
    } else {
        complain(line.error().message);
    }
}

void ExecGuard::tell(const QByteArray &lines)
{
    if (isStarted()) {
        m_waiting += lines;
        write();
    }
}

void ExecGuard::write()
{
    while (!m_waiting.isEmpty()) {
        const ssize_t written = ::send(m_line.get(),
                                       m_waiting.constData(),
                                       static_cast<std::size_t>(m_waiting.size()),
                                       MSG_DONTWAIT | MSG_NOSIGNAL);
        if (written >= 0) {
            m_waiting.remove(0, written);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            lose();
            return;
        }
    }
    if (!m_waiting.isEmpty() && !m_writable) {
        m_writable = std::make_unique<QSocketNotifier>(m_line.get(), QSocketNotifier::Write);
        QObject::connect(
            m_writable.get(), &QSocketNotifier::activated, m_writable.get(), [this] { write(); });
    }
    if (m_writable) {
        m_writable->setEnabled(!m_waiting.isEmpty());
    }
}

void ExecGuard::lose()
{
    complain(QStringLiteral("%1 has ended before its time.").arg(m_program));
    m_waiting.clear();
    if (m_writable) {
        // It may be its own signal that has led here.
        m_writable->setEnabled(false);
        m_writable.release()->deleteLater();
    }
    m_line = FileDescriptor();
}

void ExecGuard::complain(const QString &what)
{
    if (!std::exchange(m_hasComplained, true)) {
        qCWarning(lcBackend).noquote()
            << "Commands that were started through the engine may go on when Pierhead ends:"
            << what;
    }
}

} // namespace pierhead::backend

#pragma once

#include "guardedexecs.h"

#include <host/base/filedescriptor.h>

#include <QSocketNotifier>

#include <memory>

namespace pierhead::backend {

/// Has the program pierhead-exec-guard kill what the listed execs run when this program ends,
/// however that is: its input ends then. It is started with the first exec. Where it cannot be, or
/// was killed itself, that is logged, once, and tried again with the next exec; it is then told all
/// that is listed. Nothing here ever waits for it. Of the main thread.
class ExecGuard final
{
    Q_DISABLE_COPY_MOVE(ExecGuard)

public:
    explicit ExecGuard(QString program = programPath());
    /// What is still listed is killed, a moment later.
    ~ExecGuard() = default;

    void add(const GuardedExec &exec);
    void remove(const QString &id);

    /// Whether there is one that is told, as far as is known.
    [[nodiscard]] bool isStarted() const { return m_line.isValid(); }

    /// Beside the running program.
    [[nodiscard]] static QString programPath();

private:
    void start();
    void tell(const QByteArray &lines);
    /// What the line has room for.
    void write();
    void lose();
    void complain(const QString &what);

    QString m_program;
    GuardedExecs m_execs;
    FileDescriptor m_line;
    QByteArray m_waiting;                        ///< what the line had no room for
    std::unique_ptr<QSocketNotifier> m_writable; ///< while there is such
    bool m_hasComplained = false;
};

} // namespace pierhead::backend

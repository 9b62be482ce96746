#pragma once

#include <host/base/async.h>

#include <QObject>
#include <QSocketNotifier>

namespace pierhead::cli {

/// Turns Ctrl+C, a hangup and a request to end into a stop of what is running, so that it can clean
/// up after itself. A second one changes nothing: cleaning up is never cut short. The docker
/// program tells its plug-ins by closing a socket; that counts as a request to end.
///
/// One a process; signals that were ignored from the start (nohup) stay so.
class Interrupts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Interrupts)

public:
    Interrupts();
    ~Interrupts() override;

    [[nodiscard]] StopToken token() const { return m_stop.get_token(); }

    /// The first signal that came, or 0.
    [[nodiscard]] int signalNumber() const { return m_signalNumber; }

private:
    void readSignals();
    void watchDocker(const QByteArray &address);
    void stopFor(int signalNumber);

    StopSource m_stop;
    QSocketNotifier m_notifier;
    std::unique_ptr<QSocketNotifier> m_docker;
    int m_signalNumber = 0;
};

} // namespace pierhead::cli

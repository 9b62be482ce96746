#pragma once

#include <host/base/async.h>

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <stop_token>

namespace pierhead::cli {

/// Reads one line from a descriptor without blocking the event loop.
class LineReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineReader)

public:
    LineReader(int descriptor, StopToken stop);

    /// Whether there is nothing left to wait for: a line, the end of the input, or a stop.
    [[nodiscard]] bool isFinished() const { return m_isFinished; }

    /// What came, without the newline.
    [[nodiscard]] QByteArray line() const { return m_line; }

Q_SIGNALS:
    void finished();

private:
    void read();
    void finish();

    QSocketNotifier m_notifier;
    QByteArray m_line;
    bool m_isFinished = false;
    std::stop_callback<std::function<void()>> m_onStop;
};

} // namespace pierhead::cli

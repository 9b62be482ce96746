#pragma once

#include "containerfeed.h"
#include "loglinereader.h"
#include "servicestate.h"

#include <QTimer>

namespace pierhead::backend {

/// The log of one container, followed over its restarts and the engine's. Private to host/backend.
class ServiceLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceLog)

public:
    /// `past` lines of what was written before are read.
    ServiceLog(const engine::EngineAddress &address, const ServiceState &service, int past);

    /// Now, and after every change of the service.
    void update(const ServiceState &service);

    /// Whether all is told that there is, and nothing runs that could write more.
    [[nodiscard]] bool isOver() const;

Q_SIGNALS:
    void lines(const std::vector<pierhead::backend::LogLine> &lines);
    /// isOver() has come about.
    void ended();
    /// The engine refuses to give the log.
    void failed(const pierhead::Error &reason);

private:
    void open();
    void take(const QByteArray &bytes);
    void end(const Result<void> &outcome);
    [[nodiscard]] bool wasTold(const LogLine &line);
    void tell(std::vector<LogLine> lines);

    ServiceState m_service;
    int m_past;
    ContainerFeed m_feed;
    LogLineReader m_reader;
    QTimer m_retry;
    bool m_wasRead = false;
    bool m_isRefused = false;
    // What was told last, so that it is not told again when the feed is opened anew. Many lines may
    // have the same time: Podman's are whole seconds.
    qint64 m_lastTime = 0;
    qint64 m_lastCount = 0;
    qint64 m_toldUntil = 0; ///< m_lastTime when the feed was opened
    qint64 m_toSkip = 0;    ///< how many lines of just that time were told
};

} // namespace pierhead::backend

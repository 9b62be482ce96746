#pragma once

#include "backendstate.h"
#include "logline.h"

#include <QTimer>

#include <map>

namespace pierhead::backend {

class ServiceLog;

/// What all services of a backend write, from the last lines of the past on, in one stream. Lines
/// come in batches, in the order of their times within each. A service is followed over its
/// restarts, and the engine's; a container that is gone is followed no more.
class BackendLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendLog)

public:
    /// `past` is how many lines of each service are read that were written before.
    explicit BackendLog(engine::EngineClient engine,
                        int past = usualPast,
                        QObject *parent = nullptr);
    ~BackendLog() override;

    /// Now, and whenever the state of the backend has changed.
    void follow(const BackendState &state);

    /// A view shows no more than this of one service at first.
    static constexpr int usualPast = 2000;
    /// The most lines of a batch; of more, the first are left out.
    static constexpr std::size_t longestBatch = 10'000;

Q_SIGNALS:
    void lines(const std::vector<pierhead::backend::LogLine> &lines);
    /// All is told that there is, and nothing runs that could write more.
    void ended();
    /// The engine refuses to give the log of this service.
    void failed(const QString &service, const pierhead::Error &reason);

private:
    void take(const std::vector<LogLine> &lines);
    void flush();
    void tellEnd();

    engine::EngineClient m_engine;
    int m_past;
    std::map<QString, std::unique_ptr<ServiceLog>> m_services; ///< by container
    std::vector<LogLine> m_pending;
    QTimer m_flush;
};

} // namespace pierhead::backend

#pragma once

#include <host/engine/eventstream.h>

namespace pierhead::backend {

/// Tells when a container of an extension started, ended, went or became (un)healthy, so that
/// BackendRunner::state() is worth asking for again.
class BackendMonitor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendMonitor)

public:
    explicit BackendMonitor(const engine::EngineAddress &address, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Of the extension with this id.
    void changed(const QString &id);
    /// The engine answers (again): all may have changed.
    void allChanged();
    /// The engine does not answer: nothing is known.
    void lost();

private:
    engine::EventStream m_events;
};

} // namespace pierhead::backend

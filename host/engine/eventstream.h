#pragma once

#include "enginetypes.h"
#include "httpclient.h"

#include <QObject>

#include <memory>

namespace pierhead::engine {

/// GET /events for as long as it lives. After a connection breaks a new one is tried, first after
/// 0.2 s, then more and more slowly up to every 5 s.
class EventStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventStream)

public:
    /// `filters` as in EngineClient::listContainers.
    EventStream(EngineAddress address,
                QMap<QString, QStringList> filters,
                QObject *parent = nullptr);
    ~EventStream() override;

    void start();

Q_SIGNALS:
    /// A connection stands (again): what was known before may be out of date.
    void connected();
    /// A connection broke or could not be made; the next is tried by itself.
    void disconnected(const pierhead::Error &reason);
    void event(const pierhead::engine::EngineEvent &event);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace pierhead::engine

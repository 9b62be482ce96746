#pragma once

#include "enginetypes.h"
#include "httpclient.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace pierhead::engine {

class HttpStream;

/// GET /events for as long as it lives, with a new connection after one breaks.
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
    void disconnected(const pierhead::Error &reason);
    void event(const pierhead::engine::EngineEvent &event);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace pierhead::engine

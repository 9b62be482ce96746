#pragma once

#include <host/base/async.h>
#include <host/engine/httpclient.h>

#include <QObject>

#include <memory>

namespace pierhead::backend {

/// One answer of the engine that goes on for as long as a container runs: its logs, its statistics.
/// It is opened again after its end when it is asked for. Private to host/backend.
class ContainerFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContainerFeed)

public:
    explicit ContainerFeed(const engine::EngineAddress &address, QObject *parent = nullptr);
    ~ContainerFeed() override;

    /// GET of `target`. Only when it is not open.
    void open(const QByteArray &target);

    [[nodiscard]] bool isOpen() const { return m_isOpen; }

Q_SIGNALS:
    void received(const QByteArray &bytes);
    /// The engine ended it.
    void ended();
    /// It broke, or could not be opened.
    void failed(const pierhead::Error &reason);

private:
    void take(Result<std::unique_ptr<engine::HttpStream>> stream);
    void close();
    void fail(const Error &reason);

    engine::HttpClient m_http;
    std::unique_ptr<engine::HttpStream> m_stream;
    StopSource m_stop;
    bool m_isOpen = false;
};

} // namespace pierhead::backend

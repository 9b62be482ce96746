#pragma once

#include "relaystream.h"

#include <QLocalSocket>

#include <memory>

namespace pierhead::backend {

/// A relay as a socket of this machine, for those who read and write sockets. Paced both ways.
/// Destroying it disconnects. Private to host/backend.
class RelaySocket final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RelaySocket)

public:
    /// Io where the system gives no pair of sockets.
    [[nodiscard]] static Result<std::unique_ptr<RelaySocket>>
    join(std::unique_ptr<RelayStream> relay);

    ~RelaySocket() override;

    /// The other end, once: it is the caller's to close.
    [[nodiscard]] int takeSocket();

private:
    RelaySocket(std::unique_ptr<RelayStream> relay, int inner, int outer);
    void pump();

    std::unique_ptr<RelayStream> m_relay;
    QLocalSocket m_inner;
    int m_outer;
};

} // namespace pierhead::backend

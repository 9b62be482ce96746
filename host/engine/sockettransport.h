#pragma once

#include "transport.h"

#include <QMutex>

#include <boost/asio/generic/stream_protocol.hpp>

namespace pierhead::engine {

/// A unix socket, or TCP without TLS.
class SocketTransport final : public Transport
{
public:
    using Socket = boost::asio::generic::stream_protocol::socket;

    explicit SocketTransport(EngineAddress address);

    [[nodiscard]] Socket &socket() { return m_socket; }

    [[nodiscard]] boost::asio::awaitable<Result<>> connect() override;
    [[nodiscard]] bool connectNow() override;
    void readSome(boost::asio::mutable_buffer room, Handler done) override;
    void writeSome(const std::vector<boost::asio::const_buffer> &bytes, Handler done) override;
    [[nodiscard]] qsizetype writeNow(const QByteArray &bytes) override;
    void closeWrite() override;
    void close() override;
    [[nodiscard]] bool isQuiet() override;
    [[nodiscard]] Error explain(const error_code &code, Error error) const override;

    /// Nothing can be read from the socket, its end neither.
    [[nodiscard]] static bool isQuiet(int socket);

private:
    [[nodiscard]] boost::asio::awaitable<error_code> connectUnix();
    [[nodiscard]] boost::asio::awaitable<error_code> connectTcp();

    EngineAddress m_address;
    Socket m_socket;
    QMutex m_closing; ///< held where the socket is closed, and where another thread writes
    bool m_isClosed = false;
};

} // namespace pierhead::engine

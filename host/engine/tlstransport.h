#pragma once

#include "sockettransport.h"
#include "tlssession.h"

#include <boost/asio/steady_timer.hpp>

namespace pierhead::engine {

/// TCP with TLS: the engine's certificate is looked at, and ours is shown.
class TlsTransport final : public Transport
{
public:
    explicit TlsTransport(EngineAddress address);

    [[nodiscard]] boost::asio::awaitable<Result<>> connect() override;
    void readSome(boost::asio::mutable_buffer room, Handler done) override;
    void writeSome(const std::vector<boost::asio::const_buffer> &bytes, Handler done) override;
    void closeWrite() override;
    void close() override;
    [[nodiscard]] bool isQuiet() override;
    [[nodiscard]] Error explain(const error_code &code, Error error) const override;

private:
    using Step = TlsSession::Step;

    [[nodiscard]] boost::asio::awaitable<error_code> handshake();
    [[nodiscard]] boost::asio::awaitable<Step> read(boost::asio::mutable_buffer room);
    [[nodiscard]] boost::asio::awaitable<Step> write(QByteArray bytes);
    /// What the session wants to be sent, in order, whoever asks.
    [[nodiscard]] boost::asio::awaitable<error_code> flush();
    [[nodiscard]] boost::asio::awaitable<error_code> receive();

    EngineAddress m_address;
    SocketTransport m_tcp;
    std::unique_ptr<TlsSession> m_session;
    QByteArray m_received;
    boost::asio::steady_timer m_flushed; ///< cancelled when nothing is being sent any more
    bool m_isFlushing = false;
    bool m_hasRead = false; ///< the engine has sent data, so it took our certificate
};

} // namespace pierhead::engine

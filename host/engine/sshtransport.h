#pragma once

#include "sshprocess.h"
#include "transport.h"

#include <boost/asio/local/stream_protocol.hpp>

namespace pierhead::engine {

/// `ssh host docker system dial-stdio`: the user's own ssh, so its settings and agent count. It
/// never asks anything.
class SshTransport final : public Transport
{
public:
    explicit SshTransport(EngineAddress address);

    /// Starts ssh and does not wait for it: what goes wrong is seen by reading.
    [[nodiscard]] boost::asio::awaitable<Result<>> connect() override;
    void readSome(boost::asio::mutable_buffer room, Handler done) override;
    void writeSome(const std::vector<boost::asio::const_buffer> &bytes, Handler done) override;
    void closeWrite() override;
    void close() override;
    [[nodiscard]] bool isQuiet() override;
    [[nodiscard]] Error explain(const error_code &code, Error error) const override;

    /// What ssh is called with.
    [[nodiscard]] static QStringList arguments(const EngineAddress &address);

private:
    void readEnd(const Handler &done);

    EngineAddress m_address;
    boost::asio::local::stream_protocol::socket m_socket;
    std::shared_ptr<SshProcess> m_process;
    bool m_hasRead = false;
};

} // namespace pierhead::engine

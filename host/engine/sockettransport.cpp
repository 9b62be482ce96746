#include "sockettransport.h"

#include "connectionerrors.h"
#include "iothread.h"
#include "sshtransport.h"
#include "tlstransport.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <poll.h>
#include <sys/socket.h>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

constexpr std::size_t socketPathLimit = 107;

bool isTooLong(const QString &path)
{
    return static_cast<std::size_t>(path.toUtf8().size()) > socketPathLimit;
}

std::shared_ptr<Transport> makeLine(const EngineAddress &address)
{
    if (address.transport == EngineAddress::Transport::Ssh) {
        return std::make_shared<SshTransport>(address);
    }
    if (address.transport == EngineAddress::Transport::Tcp && address.usesTls()) {
        return std::make_shared<TlsTransport>(address);
    }
    return std::make_shared<SocketTransport>(address);
}

} // namespace

std::shared_ptr<Transport> Transport::make(const EngineAddress &address)
{
    const std::shared_ptr<Transport> line = makeLine(address);
    return {line.get(), [line](Transport *) {
                asio::post(IoThread::shared().context(), [line] { line->close(); });
            }};
}

Transport::executor_type Transport::get_executor()
{
    return IoThread::shared().context().get_executor();
}

SocketTransport::SocketTransport(EngineAddress address)
    : m_address(std::move(address))
    , m_socket(IoThread::shared().context())
{ }

asio::awaitable<Result<>> SocketTransport::connect()
{
    const bool isUnix = m_address.transport == EngineAddress::Transport::UnixSocket;
    if (isUnix && isTooLong(m_address.path)) {
        co_return failure(
            ErrorCode::InvalidArgument,
            Text::english("The engine's socket path %1 has more than the %2 bytes that a unix "
                          "socket's name may have. Use a shorter path.")
                .arg(m_address.path)
                .arg(socketPathLimit));
    }
    error_code code;
    if (isUnix) {
        code = co_await connectUnix();
    } else {
        code = co_await connectTcp();
    }
    if (code || m_isClosed) {
        co_return tl::unexpected<Error>(connectError(m_address, code));
    }
    co_return Result<>{};
}

bool SocketTransport::connectNow()
{
    const bool isUnix = m_address.transport == EngineAddress::Transport::UnixSocket;
    if (!isUnix || isTooLong(m_address.path)) {
        return false;
    }
    const asio::local::stream_protocol::endpoint name(m_address.path.toStdString());
    error_code code;
    m_socket.open(name.protocol(), code);
    m_socket.native_non_blocking(true, code);
    const bool isConnected =
        ::connect(m_socket.native_handle(), name.data(), static_cast<socklen_t>(name.size())) == 0;
    if (!isConnected) {
        m_socket.close(code); // connect() finds out why
    }
    return isConnected;
}

asio::awaitable<boost::system::error_code> SocketTransport::connectUnix()
{
    error_code code;
    co_await m_socket.async_connect(
        asio::local::stream_protocol::endpoint(m_address.path.toStdString()),
        asio::redirect_error(asio::use_awaitable, code));
    co_return code;
}

asio::awaitable<boost::system::error_code> SocketTransport::connectTcp()
{
    error_code code;
    asio::ip::tcp::resolver resolver(m_socket.get_executor());
    const auto found =
        co_await resolver.async_resolve(m_address.host.toStdString(),
                                        std::to_string(m_address.port),
                                        asio::redirect_error(asio::use_awaitable, code));
    for (const auto &entry : found) {
        if (m_isClosed) {
            break;
        }
        error_code ignored;
        m_socket.close(ignored);
        co_await m_socket.async_connect(entry.endpoint(),
                                        asio::redirect_error(asio::use_awaitable, code));
        if (!code) {
            // An engine that vanished without a word is noticed in the end.
            m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
            m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
            break;
        }
    }
    co_return code;
}

void SocketTransport::readSome(asio::mutable_buffer room, Handler done)
{
    m_socket.async_read_some(room, std::move(done));
}

void SocketTransport::writeSome(const std::vector<asio::const_buffer> &bytes, Handler done)
{
    m_socket.async_write_some(bytes, std::move(done));
}

qsizetype SocketTransport::writeNow(const QByteArray &bytes)
{
    const QMutexLocker lock(&m_closing);
    if (m_isClosed) {
        return 0;
    }
    const ssize_t count = ::send(m_socket.native_handle(),
                                 bytes.constData(),
                                 static_cast<std::size_t>(bytes.size()),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(count, 0); // what failed fails again where errors are told
}

void SocketTransport::closeWrite()
{
    error_code ignored;
    m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void SocketTransport::close()
{
    const QMutexLocker lock(&m_closing);
    m_isClosed = true;
    error_code ignored;
    m_socket.close(ignored);
}

bool SocketTransport::isQuiet()
{
    return isQuiet(m_socket.native_handle());
}

bool SocketTransport::isQuiet(int socket)
{
    pollfd entry{socket, POLLIN | POLLRDHUP, 0};
    return socket >= 0 && poll(&entry, 1, 0) == 0;
}

Error SocketTransport::explain(const error_code & /*code*/, Error error) const
{
    return error;
}

} // namespace pierhead::engine

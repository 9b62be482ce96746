#include "tlstransport.h"

#include "iothread.h"
#include "tlscredentials.h"
#include "tlserrors.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

using boost::system::error_code;

constexpr qsizetype receiveSize = 64LL * 1024;
/// What is encrypted at once.
constexpr std::size_t writeLimit = 64UL * 1024;

} // namespace

TlsTransport::TlsTransport(EngineAddress address)
    : m_address(std::move(address))
    , m_tcp(m_address)
    , m_received(receiveSize, Qt::Uninitialized)
    , m_flushed(IoThread::shared().context(), asio::steady_timer::time_point::max())
{ }

asio::awaitable<Result<>> TlsTransport::connect()
{
    const auto context = tlsContext(m_address);
    if (!context) {
        co_return tl::unexpected<Error>(context.error());
    }
    const Result<> connected = co_await m_tcp.connect();
    if (!connected) {
        co_return connected;
    }
    m_session = std::make_unique<TlsSession>(*context, m_address);
    const error_code code = co_await handshake();
    if (code) {
        const Error error{ErrorCode::EngineUnreachable,
                          Text::english("No TLS connection to the engine at %1 came about: %2. "
                                        "Look whether it is an engine, and whether it runs.")
                              .arg(m_address.toString(), QString::fromStdString(code.message()))};
        co_return tl::unexpected<Error>(explain(code, error));
    }
    co_return Result<>{};
}

asio::awaitable<error_code> TlsTransport::handshake()
{
    while (true) {
        const Step step = m_session->handshake();
        // After a failure too: the alert tells the engine.
        error_code code = co_await flush();
        if (step.state != TlsSession::State::WantsInput) {
            co_return step.state == TlsSession::State::Failed ? step.code : code;
        }
        if (!code) {
            code = co_await receive();
        }
        if (code) {
            co_return code;
        }
    }
}

asio::awaitable<TlsSession::Step> TlsTransport::read(asio::mutable_buffer room)
{
    while (true) {
        const Step step = m_session->read(room.data(), room.size());
        if (step.state != TlsSession::State::WantsInput) {
            co_return step;
        }
        error_code code = co_await flush(); // keys that are changed are answered
        if (!code) {
            code = co_await receive();
        }
        if (code) {
            co_return Step{TlsSession::State::Failed, 0, code};
        }
    }
}

asio::awaitable<TlsSession::Step> TlsTransport::write(QByteArray bytes)
{
    if (bytes.isEmpty()) {
        co_return Step{};
    }
    Step step = m_session->write(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (step.state == TlsSession::State::Done) {
        step.code = co_await flush();
    }
    co_return step;
}

asio::awaitable<error_code> TlsTransport::flush()
{
    error_code code;
    while (m_isFlushing) {
        co_await m_flushed.async_wait(asio::redirect_error(asio::use_awaitable, code));
    }
    code.clear();
    m_isFlushing = true;
    QByteArray bytes = m_session->takeOutput();
    while (!bytes.isEmpty() && !code) {
        const auto buffer = asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        co_await asio::async_write(
            m_tcp.socket(), buffer, asio::redirect_error(asio::use_awaitable, code));
        bytes = m_session->takeOutput();
    }
    m_isFlushing = false;
    m_flushed.cancel();
    co_return code;
}

asio::awaitable<error_code> TlsTransport::receive()
{
    const auto room = asio::buffer(m_received.data(), static_cast<std::size_t>(m_received.size()));
    error_code code;
    const std::size_t count = co_await m_tcp.socket().async_read_some(
        room, asio::redirect_error(asio::use_awaitable, code));
    if (code == asio::error::eof) {
        // The engine did not say that this is the end, so it may have been cut off.
        code = asio::error::connection_reset;
    }
    m_session->giveInput(
        QByteArray::fromRawData(m_received.constData(), static_cast<qsizetype>(count)));
    co_return code;
}

void TlsTransport::readSome(asio::mutable_buffer room, Handler done)
{
    asio::co_spawn(
        get_executor(),
        read(room),
        [this, self = shared_from_this(), done = std::move(done)](auto, const Step &step) {
            m_hasRead = m_hasRead || step.count > 0;
            done(step.code, step.count);
        });
}

void TlsTransport::writeSome(const std::vector<asio::const_buffer> &bytes, Handler done)
{
    QByteArray joined;
    for (const asio::const_buffer &buffer : bytes) {
        const std::size_t room = writeLimit - static_cast<std::size_t>(joined.size());
        joined.append(static_cast<const char *>(buffer.data()),
                      static_cast<qsizetype>(std::min(buffer.size(), room)));
    }
    asio::co_spawn(get_executor(),
                   write(std::move(joined)),
                   [self = shared_from_this(), done = std::move(done)](auto, const Step &step) {
                       done(step.code, step.count);
                   });
}

void TlsTransport::closeWrite()
{
    if (m_session) {
        m_session->shutdown();
        asio::co_spawn(
            get_executor(), flush(), [self = shared_from_this()](auto, const error_code &) {});
    }
}

void TlsTransport::close()
{
    m_tcp.close();
}

bool TlsTransport::isQuiet()
{
    return m_session && !m_session->hasInput() && m_tcp.isQuiet();
}

Error TlsTransport::explain(const error_code &code, Error error) const
{
    if (!m_session) {
        return error;
    }
    const bool isBroken = code == asio::error::connection_reset || code == asio::error::broken_pipe;
    return isBroken && !m_hasRead ? closedEarly(m_address, *m_session, std::move(error))
                                  : explainTls(m_address, *m_session, code, std::move(error));
}

} // namespace pierhead::engine

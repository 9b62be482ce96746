#include "relaysocket.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace pierhead::backend {

namespace {

/// How much may wait for the agent.
constexpr qint64 mostWaiting = 256LL * 1024;

} // namespace

Result<std::unique_ptr<RelaySocket>> RelaySocket::join(std::unique_ptr<RelayStream> relay)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return failure(ErrorCode::Io,
                       Text::english("The connection to the backend could not be made: %1.")
                           .arg(qt_error_string(errno)));
    }
    return std::unique_ptr<RelaySocket>(new RelaySocket(std::move(relay), ends[0], ends[1]));
}

RelaySocket::RelaySocket(std::unique_ptr<RelayStream> relay, int inner, int outer)
    : m_relay(std::move(relay))
    , m_outer(outer)
{
    m_inner.setReadBufferSize(mostWaiting);
    m_inner.setSocketDescriptor(inner);
    connect(&m_inner, &QLocalSocket::readyRead, this, &RelaySocket::pump);
    connect(&m_inner, &QLocalSocket::bytesWritten, this, [this](qint64 bytes) {
        m_relay->acknowledge(bytes);
    });
    connect(&m_inner, &QLocalSocket::disconnected, this, [this] { m_relay->closeWrite(); });
    connect(m_relay.get(), &RelayStream::bytesTaken, this, &RelaySocket::pump);
    connect(m_relay.get(), &RelayStream::received, this, [this](const QByteArray &bytes) {
        m_inner.write(bytes);
    });
    // The reader finds the end of file behind what was written.
    connect(
        m_relay.get(), &RelayStream::readFinished, &m_inner, &QLocalSocket::disconnectFromServer);
    connect(m_relay.get(), &RelayStream::closed, &m_inner, &QLocalSocket::disconnectFromServer);
    connect(m_relay.get(), &RelayStream::failed, this, [this] { m_inner.disconnectFromServer(); });
}

RelaySocket::~RelaySocket()
{
    m_inner.disconnect(this);
    if (m_outer >= 0) {
        ::close(m_outer);
    }
}

int RelaySocket::takeSocket()
{
    return std::exchange(m_outer, -1);
}

void RelaySocket::pump()
{
    while (m_relay->bytesToWrite() < mostWaiting && m_inner.bytesAvailable() > 0) {
        m_relay->write(m_inner.read(mostWaiting));
    }
}

} // namespace pierhead::backend

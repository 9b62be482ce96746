#include "sshtransport.h"

#include "iothread.h"
#include "sockettransport.h"

#include <QStandardPaths>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

constexpr int notFound = 127;

/// The part of a command that a person would type.
QString destination(const EngineAddress &address)
{
    QString text = QStringLiteral("ssh ");
    if (address.port != 0) {
        text += QStringLiteral("-p %1 ").arg(address.port);
    }
    return text + (address.user.isEmpty() ? QString() : address.user + QLatin1Char('@'))
        + address.host;
}

/// What to do about what ssh said.
Text advice(const EngineAddress &address, const QString &words, int exitCode)
{
    const QString command = destination(address);
    if (words.contains(QStringLiteral("Host key verification failed"))) {
        return Text::english("Run \"%1\" once in a terminal and see whether its key is the right "
                             "one.")
            .arg(command);
    }
    if (words.contains(QStringLiteral("Permission denied"))) {
        return Text::english("Give the key to your ssh agent (ssh-add), or name it in "
                             "~/.ssh/config; no password is asked for.");
    }
    if (exitCode == notFound) {
        return Text::english("Install Docker's command line, 18.09 or later, on that host.");
    }
    return Text::english("Try \"%1 docker version\" in a terminal.").arg(command);
}

} // namespace

SshTransport::SshTransport(EngineAddress address)
    : m_address(std::move(address))
    , m_socket(IoThread::shared().context())
{ }

QStringList SshTransport::arguments(const EngineAddress &address)
{
    // A host that is gone without a word is noticed within a minute.
    QStringList list{QStringLiteral("-T"),
                     QStringLiteral("-oBatchMode=yes"),
                     QStringLiteral("-oServerAliveInterval=15"),
                     QStringLiteral("-oServerAliveCountMax=3")};
    if (!address.user.isEmpty()) {
        list << QStringLiteral("-l") << address.user;
    }
    if (address.port != 0) {
        list << QStringLiteral("-p") << QString::number(address.port);
    }
    return list << QStringLiteral("--") << address.host << QStringLiteral("docker")
                << QStringLiteral("system") << QStringLiteral("dial-stdio");
}

asio::awaitable<Result<>> SshTransport::connect()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("ssh"));
    if (program.isEmpty()) {
        co_return failure(ErrorCode::NotFound,
                          Text::english("The engine at %1 is reached by ssh, which is not "
                                        "installed. Install the package \"openssh-client\".")
                              .arg(m_address.toString()));
    }
    const Result<SshProcess::Started> started = SshProcess::start(program, arguments(m_address));
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    m_process = started->process;
    m_socket.assign(asio::local::stream_protocol(), started->socket);
    co_return Result<>{};
}

void SshTransport::readSome(asio::mutable_buffer room, Handler done)
{
    m_socket.async_read_some(
        room,
        [this, self = shared_from_this(), done = std::move(done)](const error_code &code,
                                                                  std::size_t count) {
            m_hasRead = m_hasRead || count > 0;
            if (code == asio::error::eof || code == asio::error::connection_reset) {
                readEnd(done);
            } else {
                done(code, count);
            }
        });
}

/// Whether the engine ended it or ssh broke is known by how ssh ends.
void SshTransport::readEnd(const Handler &done)
{
    m_process->whenEnded([this, self = shared_from_this(), done] {
        const bool isGood = m_process->exitCode() == 0;
        done(isGood ? asio::error::eof : error_code(asio::error::connection_reset), 0);
    });
}

void SshTransport::writeSome(const std::vector<asio::const_buffer> &bytes, Handler done)
{
    m_socket.async_write_some(bytes, std::move(done));
}

void SshTransport::closeWrite()
{
    error_code ignored;
    m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void SshTransport::close()
{
    error_code ignored;
    m_socket.close(ignored);
    if (m_process) {
        m_process->end();
    }
}

bool SshTransport::isQuiet()
{
    return m_process && !m_process->hasEnded()
        && SocketTransport::isQuiet(m_socket.native_handle());
}

Error SshTransport::explain(const error_code & /*code*/, Error error) const
{
    if (!m_process || !m_process->hasEnded() || m_process->exitCode() == 0) {
        return error;
    }
    const QString words = m_process->words();
    const Text last = words.isEmpty()
        ? Text::english("ssh ended %1")
              .arg(m_process->exitCode() < 0
                       ? Text::english("by a signal")
                       : Text::english("with code %1").arg(m_process->exitCode()))
        : words.section(QLatin1Char('\n'), -1).trimmed();
    const Text what = m_hasRead ? Text::english("The ssh connection to the engine at %1 broke")
                                : Text::english("The engine at %1 was not reached by ssh");
    return {ErrorCode::EngineUnreachable,
            Text(QStringLiteral("%1: %2. %3"))
                .arg(what.arg(m_address.toString()),
                     last.withoutFullStop(),
                     advice(m_address, words, m_process->exitCode())),
            words};
}

} // namespace pierhead::engine

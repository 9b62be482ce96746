#include "rawexec.h"

#include <host/base/json.h>

#include <QtEndian>

#include <algorithm>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace pierhead::bench {

namespace {

constexpr qsizetype frameHeader = 8;
constexpr std::size_t pieceSize = 256UL * 1024;

const QByteArray startBody = R"({"Detach":false,"Tty":false})";

int connected(const QString &path)
{
    const QByteArray bytes = path.toUtf8();
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::copy(bytes.cbegin(), bytes.cend(), name.sun_path);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0) {
        qFatal("no engine at %s", bytes.constData());
    }
    return descriptor;
}

/// The value of a text field, wherever it is.
QByteArray fieldOf(const QByteArray &answer, const QByteArray &key)
{
    const qsizetype start = answer.indexOf('"' + key + "\":") + key.size() + 3;
    const qsizetype end = answer.indexOf('"', start + 1);
    return answer.mid(start + 1, end - start - 1);
}

} // namespace

RawExec::RawExec(QString socket, const QString &container, const QStringList &command)
    : m_socket(std::move(socket))
    , m_create("POST /containers/" + container.toUtf8() + "/exec")
    , m_config(json::serialize({{"AttachStdout", true}, {"AttachStderr", true}, {"Cmd", command}}))
{ }

void RawExec::exchange(const QByteArray &head, const QByteArray &body, const Taker &take) const
{
    const int descriptor = connected(m_socket);
    const QByteArray request = head
        + " HTTP/1.0\r\nHost: engine\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    if (write(descriptor, request.constData(), static_cast<std::size_t>(request.size()))
        == request.size()) {
        std::vector<char> piece(pieceSize);
        for (ssize_t count = read(descriptor, piece.data(), piece.size()); count > 0;
             count = read(descriptor, piece.data(), piece.size())) {
            take(piece.data(), count);
        }
    }
    close(descriptor);
}

QByteArray RawExec::ask(const QByteArray &head, const QByteArray &body) const
{
    QByteArray answer;
    exchange(
        head, body, [&answer](const char *bytes, qsizetype count) { answer.append(bytes, count); });
    return answer;
}

qint64 RawExec::discard() const
{
    const QByteArray id = fieldOf(ask(m_create, m_config), "Id");
    qint64 total = 0;
    exchange("POST /exec/" + id + "/start",
             startBody,
             [&total](const char * /*bytes*/, qsizetype count) { total += count; });
    return total;
}

QByteArray RawExec::run() const
{
    const QByteArray id = fieldOf(ask(m_create, m_config), "Id");
    const QByteArray stream = ask("POST /exec/" + id + "/start", startBody);
    const QByteArray details = ask("GET /exec/" + id + "/json");
    if (!details.contains(R"("ExitCode":0)")) {
        qFatal("%s", details.constData());
    }
    QByteArray output;
    qsizetype at = stream.indexOf("\r\n\r\n") + 4;
    while (at + frameHeader <= stream.size()) {
        const auto size = qFromBigEndian<quint32>(stream.constData() + at + 4);
        output += stream.mid(at + frameHeader, size);
        at += frameHeader + size;
    }
    return output;
}

} // namespace pierhead::bench

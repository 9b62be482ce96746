#include "fakereply.h"

#include <QtEndian>

namespace pierhead::test {

namespace {

const QByteArray closes = QByteArrayLiteral("Connection: close\r\n");

QByteArray head(int status, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n" + headers + "\r\n";
}

} // namespace

FakeReply FakeReply::json(int status, const nlohmann::json &body)
{
    return bytes(status, QByteArray::fromStdString(body.dump()), "application/json");
}

FakeReply FakeReply::bytes(int status, const QByteArray &body, const QByteArray &contentType)
{
    return raw(head(status,
                    closes + "Content-Type: " + contentType
                        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
               + body);
}

FakeReply FakeReply::chunked(int status, const QList<QByteArray> &pieces)
{
    FakeReply reply = openChunked(status, pieces);
    reply.wire += "0\r\n\r\n";
    reply.end = End::Close;
    return reply;
}

FakeReply FakeReply::openChunked(int status, const QList<QByteArray> &pieces)
{
    FakeReply reply = raw(
        head(status, closes + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
    for (const QByteArray &piece : pieces) {
        reply.wire += chunk(piece);
    }
    reply.end = End::KeepOpen;
    return reply;
}

FakeReply FakeReply::refusal(int status, const QString &message)
{
    return json(status, {{"message", message.toStdString()}});
}

FakeReply FakeReply::upgraded(const QByteArray &output, Answerer answerer)
{
    FakeReply reply = raw(head(101,
                               "Content-Type: application/vnd.docker.raw-stream\r\n"
                               "Connection: Upgrade\r\nUpgrade: tcp\r\n")
                          + output);
    reply.answerer = std::move(answerer);
    reply.end = reply.answerer ? End::KeepOpen : End::Close;
    return reply;
}

FakeReply FakeReply::raw(const QByteArray &wire)
{
    FakeReply reply;
    reply.wire = wire;
    return reply;
}

FakeReply FakeReply::silence()
{
    return raw({}).keptOpen();
}

QByteArray FakeReply::chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray FakeReply::frame(char channel, const QByteArray &bytes)
{
    QByteArray header(8, '\0');
    header[0] = channel;
    qToBigEndian(static_cast<quint32>(bytes.size()), header.data() + 4);
    return header + bytes;
}

FakeReply FakeReply::splitBy(qsizetype size) const
{
    FakeReply reply = *this;
    reply.pieceSize = size;
    return reply;
}

FakeReply FakeReply::cutAt(qsizetype count) const
{
    FakeReply reply = *this;
    reply.wire.truncate(count);
    reply.end = End::Close;
    return reply;
}

FakeReply FakeReply::keptOpen() const
{
    FakeReply reply = *this;
    reply.end = End::KeepOpen;
    return reply;
}

FakeReply FakeReply::thenNext() const
{
    FakeReply reply = *this;
    reply.wire.replace(closes, "");
    reply.end = End::NextRequest;
    return reply;
}

FakeReply FakeReply::beforeUpload() const
{
    FakeReply reply = *this;
    reply.isBeforeUpload = true;
    return reply;
}

} // namespace pierhead::test

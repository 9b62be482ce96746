#pragma once

#include <QByteArray>
#include <QList>

#include <nlohmann/json.hpp>

#include <functional>

namespace pierhead::test {

/// What FakeEngine writes to the wire for one request. Begin with one of the static functions, then
/// change it: `FakeReply::json(200, {}).splitBy(1)`.
struct FakeReply
{
    enum class End {
        Close,
        KeepOpen,
        NextRequest,
    };

    /// Gives what to write back for each piece of input after an upgrade.
    using Answerer = std::function<QByteArray(const QByteArray &)>;

    QByteArray wire;             ///< head and body
    qsizetype pieceSize = 0;     ///< bytes written at a time, in turns of the event loop; 0: all
    End end = End::Close;        ///< what follows on the last byte
    bool isBeforeUpload = false; ///< sent when the request's head is in; its body is not read
    Answerer answerer = {};      ///< of an upgraded connection

    /// With a Content-Length.
    [[nodiscard]] static FakeReply json(int status, const nlohmann::json &body);
    [[nodiscard]] static FakeReply
    bytes(int status, const QByteArray &body, const QByteArray &contentType);
    /// One HTTP chunk for each piece, and the last chunk.
    [[nodiscard]] static FakeReply chunked(int status, const QList<QByteArray> &pieces);
    /// Chunks whose end does not come: FakeEngine::push writes more (use chunk()).
    [[nodiscard]] static FakeReply openChunked(int status, const QList<QByteArray> &pieces);
    /// An engine's refusal, {"message": …}.
    [[nodiscard]] static FakeReply refusal(int status, const QString &message);
    /// 101, `output`, then what `answerer` says.
    [[nodiscard]] static FakeReply upgraded(const QByteArray &output, Answerer answerer = {});
    /// Exactly these bytes.
    [[nodiscard]] static FakeReply raw(const QByteArray &wire);
    /// Nothing at all, and the connection stays open.
    [[nodiscard]] static FakeReply silence();

    /// `bytes` as an HTTP chunk.
    [[nodiscard]] static QByteArray chunk(const QByteArray &bytes);
    /// `bytes` as a frame of an exec's output; channel 1 is stdout, 2 is stderr.
    [[nodiscard]] static QByteArray frame(char channel, const QByteArray &bytes);

    [[nodiscard]] FakeReply splitBy(qsizetype size) const;
    /// Ends after the first `count` bytes.
    [[nodiscard]] FakeReply cutAt(qsizetype count) const;
    [[nodiscard]] FakeReply keptOpen() const;
    /// The connection takes another request; else it says that it does not, and closes.
    [[nodiscard]] FakeReply thenNext() const;
    [[nodiscard]] FakeReply beforeUpload() const;
};

} // namespace pierhead::test

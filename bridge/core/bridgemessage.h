#pragma once

#include "problem.h"

#include <host/base/json.h>

#include <cstdint>
#include <variant>

/// The messages of bridge/PROTOCOL.md, one struct each. A message is one JSON object with "type".
namespace pierhead::bridge {

/// Chosen by the page, alive from `call` or `open` to the answer.
using CallId = std::uint64_t;

inline constexpr int protocolVersion = 1;

/// Page to host: a document begins. Whatever an earlier one had running ends.
struct PageHello
{
    int version = 0;
};

/// Host to page: the answer to it.
struct HostHello
{
    int version = protocolVersion;
    QStringList capabilities; ///< kinds of messages beyond hello that the host understands
    QStringList permissions;  ///< what the extension was granted
    qint64 maximumMessageBytes = 0;
    int maximumCalls = 0;
};

/// Page to host: it can fetch parcels (bridge/web).
struct ParcelsWork
{ };

/// Page to host: one question with one answer.
struct Call
{
    CallId id = 0;
    QString method;
    nlohmann::json params; ///< an object
};

/// Page to host: a question with a stream of answers; `window` bytes may come before more is
/// granted.
struct Open
{
    CallId id = 0;
    QString method;
    nlohmann::json params;
    qint64 window = 0;
};

/// Page to host: `bytes` of a stream have been used up, so many more may come.
struct Grant
{
    CallId id = 0;
    qint64 bytes = 0;
};

/// Page to host: something for the handler of a stream that takes input.
struct Input
{
    CallId id = 0;
    nlohmann::json data;
    qsizetype bytes = 0; ///< of the whole message
};

/// Page to host: the answer is not wanted any more.
struct Cancel
{
    CallId id = 0;
};

/// Host to page: a chunk whose data is {name: text}. It is handed over as it is and not as JSON,
/// since streams are where the many bytes are.
struct TextChunk
{
    CallId id = 0;
    qint64 bytes = 0; ///< what it takes of the window
    QString name;
    QString text;
};

/// Host to page: a part of a text that is cut anywhere between characters, {name: text}. Parts that
/// wait are joined, and many bytes go as a parcel (bridge/web).
struct TextPart
{
    CallId id = 0;
    qint64 bytes = 0; ///< what it takes of the window
    QString name;
    QByteArray text; ///< UTF-8, or meant to be
};

/// What a part says, with U+FFFD for what is no character. Nothing of it is taken for a mark of the
/// encoding.
[[nodiscard]] QString textOf(const TextPart &part);

using PageMessage = std::variant<PageHello, ParcelsWork, Call, Open, Grant, Input, Cancel>;

/// What a page wrote, as a message. The problem tells the id where the text has one.
struct BadMessage
{
    std::optional<CallId> id;
    Problem problem;
};

[[nodiscard]] tl::expected<PageMessage, BadMessage> decodePageMessage(const QByteArray &text);

/// What the host writes, as text.
[[nodiscard]] QByteArray encodeHello(const HostHello &hello);
[[nodiscard]] QByteArray encodeReply(CallId id, const nlohmann::json &result);
[[nodiscard]] QByteArray encodeProblem(std::optional<CallId> id, const Problem &problem);
/// `bytes` is what it takes of the window.
[[nodiscard]] QByteArray encodeChunk(CallId id, qint64 bytes, const nlohmann::json &data);
/// One more input of the stream has been dealt with.
[[nodiscard]] QByteArray encodeTaken(CallId id);
[[nodiscard]] QByteArray encodeEnd(CallId id, const nlohmann::json &result);

} // namespace pierhead::bridge

#include "bridgemessage.h"

#include <QStringDecoder>

namespace pierhead::bridge {

namespace {

/// JavaScript counts exactly up to here.
constexpr std::uint64_t largestId = (std::uint64_t{1} << 53U) - 1;

std::optional<CallId> idOf(const nlohmann::json &value)
{
    if (!value.is_object()) {
        return std::nullopt;
    }
    const auto found = value.find("id");
    if (found == value.end() || !found->is_number_unsigned()) {
        return std::nullopt;
    }
    const auto id = found->get<std::uint64_t>();
    return id <= largestId ? std::optional<CallId>(id) : std::nullopt;
}

/// The id of a text that cannot be read. The page's end begins with it, so that its call does not
/// wait for ever.
std::optional<CallId> idAtBeginning(const QByteArray &text)
{
    constexpr QByteArrayView beginning(R"({"id":)");
    const qsizetype end = text.indexOf(',');
    if (end < 0 || !text.startsWith(beginning)) {
        return std::nullopt;
    }
    bool isNumber = false;
    const std::uint64_t id =
        text.mid(beginning.size(), end - beginning.size()).toULongLong(&isNumber);
    return isNumber && id <= largestId ? std::optional<CallId>(id) : std::nullopt;
}

tl::unexpected<BadMessage> bad(std::optional<CallId> id, const QString &what)
{
    return tl::unexpected<BadMessage>(
        BadMessage{id,
                   Problem{QString(problems::malformed),
                           QStringLiteral("The message cannot be read: ") + what}});
}

nlohmann::json paramsOf(const nlohmann::json &value)
{
    const auto found = value.find("params");
    return found == value.end() ? nlohmann::json::object() : *found;
}

/// The message of the type; throws nlohmann's exception where a field is missing or of another
/// kind.
std::optional<PageMessage>
decode(const QString &type, CallId id, const nlohmann::json &value, qsizetype bytes)
{
    if (type == QLatin1String("call")) {
        return Call{id, json::field<QString>(value, "method"), paramsOf(value)};
    }
    if (type == QLatin1String("cancel")) {
        return Cancel{id};
    }
    if (type == QLatin1String("open")) {
        return Open{id,
                    json::field<QString>(value, "method"),
                    paramsOf(value),
                    json::field<qint64>(value, "window")};
    }
    if (type == QLatin1String("grant")) {
        return Grant{id, json::field<qint64>(value, "bytes")};
    }
    if (type == QLatin1String("input")) {
        return Input{id, json::field<nlohmann::json>(value, "data"), bytes};
    }
    return std::nullopt;
}

} // namespace

tl::expected<PageMessage, BadMessage> decodePageMessage(const QByteArray &text)
{
    const Result<nlohmann::json> parsed = json::parse(text);
    if (!parsed) {
        return bad(idAtBeginning(text), parsed.error().message);
    }
    const std::optional<CallId> id = idOf(*parsed);
    try {
        const auto type = json::field<QString>(*parsed, "type");
        if (type == QLatin1String("hello")) {
            return PageHello{json::field<int>(*parsed, "version")};
        }
        if (type == QLatin1String("parcels")) {
            return ParcelsWork{};
        }
        if (!id) {
            return bad(id, QStringLiteral("\"id\" must be a whole number from 0 to 2^53 - 1."));
        }
        if (std::optional<PageMessage> message = decode(type, *id, *parsed, text.size())) {
            return std::move(*message);
        }
        return bad(id, QStringLiteral("the type \"%1\" is not known.").arg(type));
    } catch (const nlohmann::json::exception &exception) {
        return bad(id, json::describe(exception).message);
    }
}

QString textOf(const TextPart &part)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringConverter::Flag::ConvertInitialBom
                               | QStringConverter::Flag::Stateless);
    return decoder(part.text);
}

QByteArray encodeHello(const HostHello &hello)
{
    return json::serialize(
        {{"type", "hello"},
         {"version", hello.version},
         {"capabilities", hello.capabilities},
         {"permissions", hello.permissions},
         {"limits", {{"messageBytes", hello.maximumMessageBytes}, {"calls", hello.maximumCalls}}}});
}

QByteArray encodeReply(CallId id, const nlohmann::json &result)
{
    return json::serialize({{"type", "reply"}, {"id", id}, {"result", result}});
}

QByteArray encodeProblem(std::optional<CallId> id, const Problem &problem)
{
    nlohmann::json message{
        {"type", "problem"}, {"id", nullptr}, {"code", problem.code}, {"message", problem.message}};
    if (id) {
        message["id"] = *id;
    }
    if (!problem.detail.isEmpty()) {
        message["detail"] = problem.detail;
    }
    return json::serialize(message);
}

QByteArray encodeChunk(CallId id, qint64 bytes, const nlohmann::json &data)
{
    return json::serialize({{"type", "chunk"}, {"id", id}, {"bytes", bytes}, {"data", data}});
}

QByteArray encodeTaken(CallId id)
{
    return json::serialize({{"type", "taken"}, {"id", id}});
}

QByteArray encodeEnd(CallId id, const nlohmann::json &result)
{
    return json::serialize({{"type", "end"}, {"id", id}, {"result", result}});
}

} // namespace pierhead::bridge

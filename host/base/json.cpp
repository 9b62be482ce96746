#include "json.h"

namespace pierhead::json {

Result<nlohmann::json> parse(const QByteArray &text)
{
    try {
        return nlohmann::json::parse(text.cbegin(), text.cend());
    } catch (const nlohmann::json::exception &exception) {
        return tl::unexpected<Error>(describe(exception));
    }
}

Error describe(const std::exception &exception)
{
    // nlohmann's messages begin with "[json.exception.parse_error.101] "; people need what follows.
    QString message = QString::fromUtf8(exception.what());
    const qsizetype end = message.indexOf(QStringLiteral("] "));
    if (message.startsWith(QStringLiteral("[json.exception")) && end > 0) {
        message = message.mid(end + 2);
    }
    return Error{ErrorCode::Protocol, message};
}

QByteArray serialize(const nlohmann::json &value)
{
    return QByteArray::fromStdString(
        value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

QByteArray serializePretty(const nlohmann::json &value)
{
    return QByteArray::fromStdString(
               value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace))
        + '\n';
}

} // namespace pierhead::json

#include "json.h"

namespace pierhead::json {

namespace {

/// Values are copied, compared and destroyed by recursion: text from outside must not decide how
/// deep that goes.
constexpr int deepestNesting = 200;

bool isTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype index = 0; index < text.size(); ++index) {
        const char character = text.at(index);
        if (isInString) {
            index += character == '\\' ? 1 : 0;
            isInString = character != '"';
        } else if (character == '[' || character == '{') {
            if (++depth > deepestNesting) {
                return true;
            }
        } else if (character == ']' || character == '}') {
            --depth;
        } else {
            isInString = character == '"';
        }
    }
    return false;
}

} // namespace

Result<nlohmann::json> parse(const QByteArray &text)
{
    if (isTooDeep(text)) {
        return failure(
            ErrorCode::Protocol,
            QStringLiteral("more than %1 values are nested in each other").arg(deepestNesting));
    }
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

#include "connectionerrors.h"

#include <host/base/json.h>

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

/// The engine's own sentence out of {"message": …} (Docker) or {"cause": …} (Podman), else the body
/// as it is.
QString engineWords(const QByteArray &body)
{
    const Result<nlohmann::json> object = json::parse(body);
    if (object && object->is_object()) {
        for (const char *key : {"message", "cause"}) {
            const auto found = object->find(key);
            if (found != object->end() && found->is_string()
                && !found->get_ref<const std::string &>().empty()) {
                return found->get<QString>();
            }
        }
    }
    return QString::fromUtf8(body).trimmed();
}

ErrorCode codeFor(int status)
{
    switch (status) {
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    default:
        return ErrorCode::EngineRefused;
    }
}

} // namespace

QString wordsOf(const boost::system::error_code &code)
{
    return QString::fromStdString(code.message());
}

Error connectError(const EngineAddress &address, const error_code &code)
{
    if (code == asio::error::access_denied) {
        return {ErrorCode::PermissionDenied,
                Text::english("You may not use the engine at %1: %2. Add yourself to the group "
                              "that owns the socket "
                              "(often \"docker\"), or choose a rootless engine.")
                    .arg(address.toString(), wordsOf(code))};
    }
    return {ErrorCode::EngineUnreachable,
            Text::english("No container engine answers at %1: %2. Start the engine, or choose "
                          "another with --engine.")
                .arg(address.toString(), wordsOf(code))};
}

Error exchangeError(const EngineAddress &address, const error_code &code)
{
    if (code == http::error::end_of_stream || code == http::error::partial_message
        || code == asio::error::eof || code == asio::error::connection_reset
        || code == asio::error::broken_pipe) {
        return {ErrorCode::EngineUnreachable,
                Text::english("The engine at %1 closed the connection before its answer was "
                              "complete. Look whether "
                              "it is still running, then try again.")
                    .arg(address.toString()),
                wordsOf(code)};
    }
    if (code.category() == http::make_error_code(http::error::bad_version).category()) {
        return {ErrorCode::Protocol,
                Text::english("What answers at %1 is not HTTP: %2. Check the engine's address.")
                    .arg(address.toString(), wordsOf(code))};
    }
    return {ErrorCode::Io,
            Text::english("The exchange with the engine at %1 failed: %2.")
                .arg(address.toString(), wordsOf(code))};
}

Error uploadError(const QString &file, const Text &why)
{
    return {ErrorCode::Io, Text::english("Sending %1 to the engine failed: %2.").arg(file, why)};
}

Error refusal(int status, const QByteArray &body)
{
    const QString words = engineWords(body);
    return {codeFor(status),
            words.isEmpty() ? Text::english("The engine answered with HTTP status %1.").arg(status)
                            : words};
}

} // namespace pierhead::engine

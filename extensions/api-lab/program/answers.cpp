#include "answers.h"

#include "text.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <thread>

namespace lab {

namespace {

const std::string jsonType = "application/json";
const std::string textType = "text/plain; charset=utf-8";

std::string decoded(const std::string &text)
{
    std::string result;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (text[place] == '%' && place + 2 < text.size()) {
            result.push_back(static_cast<char>(std::stoi(text.substr(place + 1, 2), nullptr, 16)));
            place += 2;
        } else {
            result.push_back(text[place] == '+' ? ' ' : text[place]);
        }
    }
    return result;
}

/// FNV-1a, which a page computes in a few lines as well.
std::uint32_t checksum(const std::string &bytes)
{
    std::uint32_t sum = 2166136261U;
    for (const char byte : bytes) {
        sum = (sum ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
    return sum;
}

std::string allBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    for (std::size_t place = 0; place < count; ++place) {
        bytes[place] = static_cast<char>(place & 0xff);
    }
    return bytes;
}

Answer json(const nlohmann::json &value)
{
    return {200, jsonType, jsonText(value), {}};
}

Answer echo(const Request &request)
{
    nlohmann::json headers = nlohmann::json::object();
    for (const auto &[name, value] : request.headers) {
        headers[name] = value;
    }
    return json({{"method", request.method},
                 {"target", request.target},
                 {"headers", headers},
                 {"body", request.body},
                 {"bytes", request.body.size()},
                 {"checksum", checksum(request.body)}});
}

/// A status with a body, as most backends answer; ?body= for one of one's own.
Answer status(const Request &request)
{
    const unsigned code = static_cast<unsigned>(std::atoi(request.path.c_str() + 8));
    if (code == 204 || code == 304) {
        return {code, {}, {}, {}};
    }
    const std::string body =
        request.value("body", "the lab's own words for " + std::to_string(code));
    return {code, textType, body, {}};
}

/// A document that tells the page around it what it finds.
const std::string frame =
    R"(<!doctype html><meta charset="utf-8"><title>frame</title><p>a frame of somebody else</p><script>
const found = { client: typeof ddClient, transport: typeof qt, themes: typeof __ddMuiV5Themes, origin: location.origin };
fetch(location.protocol + '//' + (location.hostname === 'localhost' ? '127.0.0.1' : 'localhost') + ':' + location.port + '/text')
    .then(() => 'read', () => 'refused')
    .then((crossOrigin) => parent.postMessage({ frame: { ...found, crossOrigin } }, '*'));
</script>)";

} // namespace

std::string Request::value(const std::string &name, const std::string &otherwise) const
{
    const auto found = query.find(name);
    return found == query.end() ? otherwise : found->second;
}

int Request::number(const std::string &name, int otherwise) const
{
    const auto found = query.find(name);
    return found == query.end() ? otherwise : std::atoi(found->second.c_str());
}

void readTarget(const std::string &target, Request &request)
{
    request.target = target;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    std::string rest = mark == std::string::npos ? std::string() : target.substr(mark + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string pair = rest.substr(0, end);
        const auto equals = pair.find('=');
        const std::string value =
            equals == std::string::npos ? std::string() : pair.substr(equals + 1);
        request.query[decoded(pair.substr(0, equals))] = decoded(value);
        rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
    }
}

Answer answerTo(const Request &request)
{
    const std::string &path = request.path;
    // As a server that knows nothing of other origins: what asks before asking gets no leave.
    if (request.method == "OPTIONS") {
        return {405, textType, "no OPTIONS here", {}};
    }
    if (path == "/echo") {
        return echo(request);
    }
    if (path == "/json") {
        return json({{"answer", 42}, {"words", "größer als 日本語"}});
    }
    if (path == "/json-as-text") {
        return {200, textType, R"({"answer": 42})", {}};
    }
    if (path == "/text") {
        return {200, textType, "plain words, größer als 日本語\n", {{"X-Lab", "seen"}}};
    }
    if (path == "/binary") {
        return {200,
                "application/octet-stream",
                allBytes(static_cast<std::size_t>(request.number("bytes", 256))),
                {}};
    }
    if (path == "/large") {
        return {200,
                textType,
                std::string(static_cast<std::size_t>(request.number("bytes", 1 << 20)), 'x'),
                {}};
    }
    if (path.rfind("/status/", 0) == 0) {
        return status(request);
    }
    if (path == "/redirect") {
        return {static_cast<unsigned>(request.number("code", 302)),
                textType,
                "elsewhere",
                {{"Location", request.value("to", "/echo")}}};
    }
    if (path == "/slow") {
        std::this_thread::sleep_for(std::chrono::milliseconds(request.number("ms", 1000)));
        return json({{"waited", request.number("ms", 1000)}});
    }
    if (path == "/frame") {
        return {200, "text/html; charset=utf-8", frame, {}};
    }
    if (path == "/picture.svg") {
        return {200,
                "image/svg+xml",
                R"(<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"/>)",
                {}};
    }
    return {404, textType, "there is no " + path, {}};
}

} // namespace lab

#include "http.h"

#include "answers.h"
#include "text.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <iostream>
#include <thread>
#include <unistd.h>

// A thread for each connection, which waits: the lab has few, and they are for seconds.
namespace lab {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

using beast::error_code;
using std::chrono::milliseconds;
using Parser = http::request_parser<http::string_body>;

constexpr std::uint64_t largestBody = 64 << 20;

/// How many endless answers are being written: whether somebody that stopped reading is noticed
/// here.
std::atomic<int> endlessAnswers = 0;

template <typename Socket>
bool writeAll(Socket &socket, const std::string &bytes)
{
    error_code code;
    asio::write(socket, asio::buffer(bytes), code);
    return !code;
}

std::string chunk(const std::string &bytes)
{
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    return size + bytes + "\r\n";
}

std::string chunkedHead(const std::string &type)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type
        + "\r\nCache-Control: no-store\r\nX-Lab: stream\r\n"
          "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
}

template <typename Socket>
void writeChunks(Socket &socket, const Request &request)
{
    bool isHeard = writeAll(socket, chunkedHead("text/plain; charset=utf-8"));
    for (int number = 1; isHeard && number <= request.number("count", 5); ++number) {
        isHeard = writeAll(socket, chunk("chunk " + std::to_string(number) + "\n"));
        std::this_thread::sleep_for(milliseconds(request.number("ms", 50)));
    }
    if (isHeard) {
        writeAll(socket, "0\r\n\r\n");
    }
}

template <typename Socket>
void writeEvents(Socket &socket, const Request &request)
{
    bool isHeard = writeAll(socket, chunkedHead("text/event-stream"));
    for (int number = 1; isHeard && number <= request.number("count", 3); ++number) {
        isHeard = writeAll(socket,
                           chunk("id: " + std::to_string(number) + "\nevent: lab\ndata: {\"n\":"
                                 + std::to_string(number) + "}\n\n"));
        std::this_thread::sleep_for(milliseconds(request.number("ms", 50)));
    }
    // A browser asks again after the end; until then this one stays open.
    for (int turn = 0; isHeard && turn < 100; ++turn) {
        std::this_thread::sleep_for(milliseconds(50));
        isHeard = writeAll(socket, chunk(": still here\n\n"));
    }
}

template <typename Socket>
void writeWithoutEnd(Socket &socket)
{
    ++endlessAnswers;
    bool isHeard = writeAll(socket, chunkedHead("text/plain; charset=utf-8"));
    while (isHeard) {
        isHeard = writeAll(socket, chunk("more\n"));
        std::this_thread::sleep_for(milliseconds(20));
    }
    --endlessAnswers;
}

/// What no HTTP client understands, or what ends too early. False for another path.
template <typename Socket>
bool writeBroken(Socket &socket, const Request &request)
{
    if (request.path == "/garbage") {
        writeAll(socket, "this is no HTTP\r\n\r\n");
    } else if (request.path == "/half") {
        writeAll(
            socket,
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nonly this");
    } else if (request.path == "/half-chunk") {
        writeAll(socket, chunkedHead("text/plain") + chunk("the first part\n"));
    } else if (request.path != "/close") {
        return false;
    }
    return true;
}

/// Sends back what it gets. The text "close" is answered by a close with code 4001, "headers" with
/// those of the request.
template <typename Socket>
void talk(Socket socket, const Parser &parser)
{
    websocket::stream<Socket> line(std::move(socket));
    const auto &head = parser.get();
    const std::string offered(head[http::field::sec_websocket_protocol]);
    if (!offered.empty()) {
        const std::string chosen = offered.substr(0, offered.find(','));
        line.set_option(
            websocket::stream_base::decorator([chosen](websocket::response_type &response) {
                response.set(http::field::sec_websocket_protocol, chosen);
            }));
    }
    error_code code;
    line.accept(head, code);
    while (!code) {
        beast::flat_buffer buffer;
        line.read(buffer, code);
        if (code) {
            break;
        }
        if (line.got_text() && beast::buffers_to_string(buffer.data()) == "close") {
            line.close({static_cast<websocket::close_code>(4001), "as you wish"}, code);
            break;
        }
        line.binary(line.got_binary());
        line.write(buffer.data(), code);
    }
}

Request requestOf(const Parser &parser)
{
    const auto &message = parser.get();
    Request request;
    request.method = std::string(message.method_string());
    readTarget(std::string(message.target()), request);
    request.body = message.body();
    for (const auto &field : message) {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) {
            return std::tolower(letter);
        });
        request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    return request;
}

http::response<http::string_body>
responseOf(const Answer &answer, const Request &request, bool isKept)
{
    http::response<http::string_body> response(static_cast<http::status>(answer.status), 11);
    if (!answer.type.empty()) {
        response.set(http::field::content_type, answer.type);
    }
    for (const auto &[name, value] : answer.headers) {
        response.set(name, value);
    }
    response.keep_alive(isKept);
    const bool hasBody = answer.status != 204 && answer.status != 304;
    if (hasBody) {
        response.content_length(answer.body.size());
        response.body() = request.method == "HEAD" ? std::string() : answer.body;
    }
    return response;
}

/// True where the connection may have another request.
template <typename Socket>
bool answerOne(Socket &socket, beast::flat_buffer &buffer)
{
    Parser parser;
    parser.body_limit(largestBody);
    error_code code;
    http::read(socket, buffer, parser, code);
    if (code) {
        return false;
    }
    if (websocket::is_upgrade(parser.get()) && requestOf(parser).path == "/ws") {
        talk(std::move(socket), parser);
        return false;
    }
    const Request request = requestOf(parser);
    if (request.path == "/chunks") {
        writeChunks(socket, request);
        return false;
    }
    if (request.path == "/events") {
        writeEvents(socket, request);
        return false;
    }
    if (request.path == "/endless") {
        writeWithoutEnd(socket);
        return false;
    }
    if (writeBroken(socket, request)) {
        return false;
    }
    Answer answer = request.path == "/streams"
        ? Answer{200, "application/json", jsonText({{"open", endlessAnswers.load()}}), {}}
        : answerTo(request);
    const auto response = responseOf(answer, request, parser.keep_alive());
    http::write(socket, response, code);
    return !code && parser.keep_alive();
}

template <typename Socket>
void answerAll(Socket socket)
{
    beast::flat_buffer buffer;
    while (answerOne(socket, buffer)) { }
    error_code ignored;
    socket.shutdown(asio::socket_base::shutdown_both, ignored);
}

template <typename Acceptor>
[[noreturn]] void acceptAll(Acceptor &acceptor)
{
    while (true) {
        auto socket = acceptor.accept();
        std::thread([](auto connection) { answerAll(std::move(connection)); }, std::move(socket))
            .detach();
    }
}

/// What keeps a server from beginning.
int fail(const std::string &doing, const std::exception &reason)
{
    std::cerr << doing << " failed: " << reason.what() << '\n';
    return 1;
}

} // namespace

int serveSocket(const std::string &path)
{
    try {
        unlink(path.c_str());
        asio::io_context context;
        asio::local::stream_protocol::acceptor acceptor(
            context, asio::local::stream_protocol::endpoint(path));
        acceptAll(acceptor);
    } catch (const std::exception &reason) {
        return fail("Listening at " + path, reason);
    }
}

int servePort(unsigned short port)
{
    try {
        asio::io_context context;
        asio::ip::tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
        std::cout << jsonText({{"port", acceptor.local_endpoint().port()}}) << std::endl;
        acceptAll(acceptor);
    } catch (const std::exception &reason) {
        return fail("Listening at port " + std::to_string(port), reason);
    }
}

int ask(const std::string &socket, const std::string &path)
{
    try {
        asio::io_context context;
        asio::local::stream_protocol::socket line(context);
        line.connect(asio::local::stream_protocol::endpoint(socket));
        http::request<http::empty_body> request(http::verb::get, path, 11);
        request.set(http::field::host, "lab");
        request.set(http::field::connection, "close");
        http::write(line, request);
        beast::flat_buffer buffer;
        http::response<http::string_body> response;
        http::read(line, buffer, response);
        std::cout << response.body();
        return response.result() == http::status::ok ? 0 : 1;
    } catch (const std::exception &reason) {
        return fail("Asking " + socket, reason);
    }
}

} // namespace lab

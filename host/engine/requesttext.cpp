#include "requesttext.h"

#include "bytesview.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/write.hpp>
#include <sstream>

namespace pierhead::engine {

namespace http = boost::beast::http;

QByteArray requestText(const HttpRequest &request, Hijack hijack, qint64 fileSize)
{
    http::request<http::empty_body> head;
    head.method_string(view(request.method));
    head.target(view(request.target));
    head.version(11);
    head.set(http::field::host, "docker");
    head.set(http::field::user_agent, "Pierhead");
    if (!request.contentType.isEmpty()) {
        head.set(http::field::content_type, view(request.contentType));
    }
    for (const auto &[name, value] : request.headers) {
        head.set(view(name), view(value));
    }
    if (hijack == Hijack::Yes) {
        head.set(http::field::connection, "Upgrade");
        head.set(http::field::upgrade, "tcp");
    }
    const qint64 size = request.body.size() + fileSize;
    if (size > 0 || request.method != "GET") {
        head.content_length(static_cast<std::uint64_t>(size));
    }
    std::ostringstream text;
    text << head;
    return QByteArray::fromStdString(text.str()) + request.body;
}

} // namespace pierhead::engine

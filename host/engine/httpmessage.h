#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>

namespace pierhead::engine {

/// How long a request that does no long work waits for the head of its answer.
constexpr std::chrono::seconds defaultAnswerLimit{60};
/// For requests whose answer may rightly take any time.
constexpr std::chrono::seconds noAnswerLimit{0};

/// An HTTP request to an engine. The body is `body`, or the content of the file `bodyFile` where
/// that is set.
struct HttpRequest
{
    QByteArray method = "GET";
    QByteArray target; ///< path and query, percent-encoded
    QByteArray contentType = {};
    QByteArray body = {};
    QString bodyFile = {};
    QList<QPair<QByteArray, QByteArray>> headers =
        {}; ///< beyond Host, Content-Type and Content-Length
    std::chrono::seconds answerLimit = defaultAnswerLimit;
};

struct HttpResponse
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QByteArray reason = {};                            ///< "Not Found"; only HttpExchange tells it
    QList<QPair<QByteArray, QByteArray>> headers = {}; ///< likewise
};

} // namespace pierhead::engine

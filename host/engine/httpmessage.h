#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace pierhead::engine {

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
};

struct HttpResponse
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
};

} // namespace pierhead::engine

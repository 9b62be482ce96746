#include "lastlines.h"

#include "loglinereader.h"

namespace pierhead::backend {

namespace {

constexpr int shownLines = 20;

} // namespace

Task<QString> lastLines(engine::EngineClient client, ServiceState service)
{
    engine::HttpRequest request;
    request.target = "/containers/" + service.container.toUtf8().toPercentEncoding()
        + "/logs?stdout=1&stderr=1&timestamps=1&tail=" + QByteArray::number(shownLines);
    const Result<engine::HttpResponse> response = co_await client.http().send(request);
    if (!response) {
        co_return QString();
    }
    LogLineReader reader(service.name, service.hasTerminal);
    std::vector<LogLine> lines = reader.take(response->body).value_or(std::vector<LogLine>());
    const std::vector<LogLine> rest = reader.finish();
    lines.insert(lines.end(), rest.begin(), rest.end());
    QStringList texts;
    for (const LogLine &line : lines) {
        texts.append(line.text);
    }
    co_return texts.join(QLatin1Char('\n'));
}

} // namespace pierhead::backend

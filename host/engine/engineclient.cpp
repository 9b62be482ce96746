#include "engineclient.h"

#include "enginerequests.h"
#include "httpstream.h"

namespace pierhead::engine {

namespace {

constexpr auto jsonType = "application/json";

/// The answer of the calls that make something.
struct Created
{
    QString id;
};

void from_json(const nlohmann::json &source, Created &target)
{
    target.id = json::field<QString>(source, "Id");
}

Task<Result<QString>>
create(HttpClient http, QByteArray target, nlohmann::json body, Text doing, StopToken stop)
{
    HttpRequest message{.method = "POST",
                        .target = std::move(target),
                        .contentType = jsonType,
                        .body = json::serialize(body)};
    PIERHEAD_CO_TRY(created,
                    co_await fetch<Created>(
                        std::move(http), std::move(message), std::move(doing), std::move(stop)));
    co_return created.id;
}

Task<Result<QStringList>> networkIds(HttpClient http, HttpRequest message)
{
    PIERHEAD_CO_TRY(
        networks,
        co_await fetch<std::vector<Created>>(
            std::move(http), std::move(message), Text::english("Listing networks"), {}));
    QStringList ids;
    for (const Created &network : networks) {
        ids.append(network.id);
    }
    co_return ids;
}

HttpRequest startRequest(const QString &exec, const char *body)
{
    return {.method = "POST",
            .target = "/exec/" + pathPart(exec) + "/start",
            .contentType = jsonType,
            .body = body,
            .answerLimit = noAnswerLimit};
}

} // namespace

EngineClient::EngineClient(EngineAddress address, std::chrono::milliseconds pullSilence)
    : m_http(std::move(address))
    , m_pullSilence(pullSilence)
{ }

EngineClient EngineClient::answeringWithin(std::chrono::seconds limit) const
{
    EngineClient limited = *this;
    limited.m_http = m_http.answeringWithin(limit);
    return limited;
}

Task<Result<EngineVersion>> EngineClient::version(StopToken stop) const
{
    return fetch<EngineVersion>(m_http,
                                {.target = "/version", .answerLimit = std::chrono::seconds(10)},
                                Text::english("Asking the engine for its version"),
                                std::move(stop));
}

Task<Result<QString>> EngineClient::createNetwork(QString name, Labels labels, StopToken stop) const
{
    nlohmann::json body{{"Name", name}, {"CheckDuplicate", true}, {"Labels", labels}};
    return create(m_http,
                  "/networks/create",
                  std::move(body),
                  Text::english("Making the network %1").arg(name),
                  std::move(stop));
}

Task<Result<QStringList>> EngineClient::listNetworks(QMap<QString, QStringList> filters) const
{
    return networkIds(m_http,
                      {.target = withQuery("/networks", {{"filters", filterText(filters)}})});
}

Task<Result<void>> EngineClient::removeNetwork(QString network) const
{
    return performRemoval(m_http,
                          {.method = "DELETE", .target = "/networks/" + pathPart(network)},
                          Text::english("Removing the network %1").arg(network));
}

Task<Result<QString>>
EngineClient::createExec(QString container, ExecConfig config, StopToken stop) const
{
    return create(m_http,
                  "/containers/" + pathPart(container) + "/exec",
                  config,
                  Text::english("Preparing a command in the container %1").arg(container),
                  std::move(stop));
}

Task<Result<std::unique_ptr<HttpStream>>> EngineClient::startExec(QString exec,
                                                                  StopToken stop) const
{
    return m_http.upgrade(startRequest(exec, R"({"Detach":false,"Tty":false})"), std::move(stop));
}

Task<Result<std::unique_ptr<HttpStream>>> EngineClient::startTerminalExec(QString exec,
                                                                          StopToken stop) const
{
    return m_http.upgrade(startRequest(exec, R"({"Detach":false,"Tty":true})"), std::move(stop));
}

Task<Result<void>> EngineClient::resizeExec(QString exec, int columns, int rows) const
{
    return perform(
        m_http,
        {.method = "POST",
         .target = withQuery("/exec/" + pathPart(exec) + "/resize",
                             {{"w", QString::number(columns)}, {"h", QString::number(rows)}})},
        Text::english("Resizing the terminal of a command"),
        {});
}

Task<Result<ExecDetails>> EngineClient::inspectExec(QString exec, StopToken stop) const
{
    return fetch<ExecDetails>(m_http,
                              {.target = "/exec/" + pathPart(exec) + "/json"},
                              Text::english("Asking how the command ended"),
                              std::move(stop));
}

} // namespace pierhead::engine

#include "engineclient.h"
#include "enginerequests.h"

// EngineClient's calls about containers.

namespace pierhead::engine {

namespace {

QByteArray containerPath(const QString &container, const char *call = "")
{
    return "/containers/" + pathPart(container) + call;
}

struct CreatedContainer
{
    QString id;
};

void from_json(const nlohmann::json &source, CreatedContainer &target)
{
    target.id = json::field<QString>(source, "Id");
}

Task<Result<QString>> create(HttpClient http, ContainerSpec spec, StopToken stop)
{
    const Text doing = Text::english("Making a container of %1").arg(spec.image);
    QueryItems query;
    if (!spec.name.isEmpty()) {
        query.append({"name", spec.name});
    }
    HttpRequest message{.method = "POST",
                        .target = withQuery("/containers/create", query),
                        .contentType = "application/json",
                        .body = json::serialize(nlohmann::json(spec)),
                        .answerLimit = noAnswerLimit};
    PIERHEAD_CO_TRY(created,
                    co_await fetch<CreatedContainer>(
                        std::move(http), std::move(message), doing, std::move(stop)));
    co_return created.id;
}

Task<Result<void>> download(HttpClient http,
                            HttpRequest message,
                            std::shared_ptr<ByteQueue> target,
                            qint64 maximumBytes,
                            Text doing,
                            StopToken stop)
{
    const Result<HttpResponse> response = co_await http.download(
        std::move(message), std::move(target), maximumBytes, std::move(stop));
    if (!response) {
        co_return tl::unexpected<Error>(withContext(doing, response.error()));
    }
    co_return Result<>{};
}

} // namespace

Task<Result<std::vector<ContainerSummary>>>
EngineClient::listContainers(QMap<QString, QStringList> filters, StopToken stop) const
{
    return fetch<std::vector<ContainerSummary>>(
        m_http,
        {.target = withQuery("/containers/json",
                             {{"all", QStringLiteral("1")}, {"filters", filterText(filters)}})},
        Text::english("Listing containers"),
        std::move(stop));
}

Task<Result<nlohmann::json>> EngineClient::containersJson(QMap<QString, QString> query,
                                                          StopToken stop) const
{
    // With `size` the engine reads the disk, for as long as it takes.
    return fetch<nlohmann::json>(
        m_http,
        {.target = withQuery("/containers/json", queryItems(query)), .answerLimit = noAnswerLimit},
        Text::english("Listing containers"),
        std::move(stop));
}

Task<Result<ContainerDetails>> EngineClient::inspectContainer(QString container,
                                                              StopToken stop) const
{
    return fetch<ContainerDetails>(m_http,
                                   {.target = containerPath(container, "/json")},
                                   Text::english("Looking up the container %1").arg(container),
                                   std::move(stop));
}

Task<Result<nlohmann::json>> EngineClient::containerJson(QString container, StopToken stop) const
{
    return fetch<nlohmann::json>(m_http,
                                 {.target = containerPath(container, "/json")},
                                 Text::english("Looking up the container %1").arg(container),
                                 std::move(stop));
}

Task<Result<QString>> EngineClient::createContainer(ContainerSpec spec, StopToken stop) const
{
    return create(m_http, std::move(spec), std::move(stop));
}

Task<Result<void>> EngineClient::startContainer(QString container, StopToken stop) const
{
    return perform(m_http,
                   {.method = "POST",
                    .target = containerPath(container, "/start"),
                    .answerLimit = noAnswerLimit},
                   Text::english("Starting the container %1").arg(container),
                   std::move(stop));
}

Task<Result<void>> EngineClient::stopContainer(QString container, int graceSeconds) const
{
    return perform(m_http,
                   {.method = "POST",
                    .target = withQuery(containerPath(container, "/stop"),
                                        {{"t", QString::number(graceSeconds)}}),
                    .answerLimit = noAnswerLimit},
                   Text::english("Stopping the container %1").arg(container),
                   {});
}

Task<Result<void>> EngineClient::restartContainer(QString container, int graceSeconds) const
{
    return perform(m_http,
                   {.method = "POST",
                    .target = withQuery(containerPath(container, "/restart"),
                                        {{"t", QString::number(graceSeconds)}}),
                    .answerLimit = noAnswerLimit},
                   Text::english("Restarting the container %1").arg(container),
                   {});
}

Task<Result<void>> EngineClient::setRestartPolicy(QString container, QString policy) const
{
    const nlohmann::json update{{"RestartPolicy", {{"Name", policy}}}};
    return perform(m_http,
                   {.method = "POST",
                    .target = containerPath(container, "/update"),
                    .contentType = "application/json",
                    .body = json::serialize(update)},
                   Text::english("Changing the restart policy of the container %1").arg(container),
                   {});
}

Task<Result<void>>
EngineClient::updateContainer(QString container, ContainerUpdate update, StopToken stop) const
{
    return perform(m_http,
                   {.method = "POST",
                    .target = containerPath(container, "/update"),
                    .contentType = "application/json",
                    .body = json::serialize(nlohmann::json(update))},
                   QStringLiteral("Changing the limits of the container %1").arg(container),
                   std::move(stop));
}

Task<Result<void>> EngineClient::removeContainer(QString container) const
{
    return performRemoval(
        m_http,
        {.method = "DELETE",
         .target = withQuery(containerPath(container),
                             {{"force", QStringLiteral("1")}, {"v", QStringLiteral("1")}}),
         .answerLimit = noAnswerLimit},
        Text::english("Removing the container %1").arg(container));
}

Task<Result<void>> EngineClient::downloadArchive(QString container,
                                                 QString path,
                                                 std::shared_ptr<ByteQueue> target,
                                                 qint64 maximumBytes,
                                                 StopToken stop) const
{
    HttpRequest message{.target = withQuery(containerPath(container, "/archive"), {{"path", path}}),
                        .answerLimit = noAnswerLimit};
    return download(m_http,
                    std::move(message),
                    std::move(target),
                    maximumBytes,
                    Text::english("Reading %1 from the container %2").arg(path, container),
                    std::move(stop));
}

Task<Result<void>>
EngineClient::uploadArchive(QString container, QString folder, QByteArray tar, StopToken stop) const
{
    return perform(
        m_http,
        {.method = "PUT",
         .target = withQuery(containerPath(container, "/archive"), {{"path", folder}}),
         .contentType = "application/x-tar",
         .body = std::move(tar),
         .answerLimit = noAnswerLimit},
        Text::english("Writing to the folder %1 of the container %2").arg(folder, container),
        std::move(stop));
}

} // namespace pierhead::engine

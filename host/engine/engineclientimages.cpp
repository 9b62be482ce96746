#include "engineclient.h"
#include "enginerequests.h"
#include "pullwatch.h"

// EngineClient's calls about images.

namespace pierhead::engine {

namespace {

constexpr auto tarType = "application/x-tar";
/// More than the images of any extension have: 1 TiB.
constexpr qint64 largestArchive = 1LL << 40;

/// A reference without tag and digest would make the engine pull every tag there is.
QString withTag(const QString &reference)
{
    const qsizetype name = reference.lastIndexOf(QLatin1Char('/')) + 1;
    const bool isWhole =
        reference.contains(QLatin1Char('@')) || reference.indexOf(QLatin1Char(':'), name) >= 0;
    return isWhole ? reference : reference + QStringLiteral(":latest");
}

Task<Result<void>> pull(HttpClient http,
                        QString reference,
                        ProgressSink progress,
                        StopToken stop,
                        std::optional<RegistryLogin> login,
                        std::chrono::milliseconds silence)
{
    HttpRequest message{.method = "POST",
                        .target = withQuery("/images/create", {{"fromImage", withTag(reference)}})};
    if (login) {
        message.headers.append({"X-Registry-Auth", registryAuth(*login)});
    }
    PullWatch watch(silence, std::move(stop));
    const ProgressSink watched = [&watch, progress](const TransferProgress &told) {
        watch.take(told);
        if (progress) {
            progress(told);
        }
    };
    const Text doing = Text::english("Pulling %1").arg(reference);
    const Result<ProgressReader> reader =
        co_await transfer(std::move(http), std::move(message), watched, doing, watch.token());
    if (!reader) {
        co_return tl::unexpected<Error>(watch.explain(reference, reader.error()));
    }
    co_return Result<>{};
}

Task<Result<QStringList>>
load(HttpClient http, QString archive, ProgressSink progress, StopToken stop)
{
    const Text doing = Text::english("Loading the image archive %1").arg(archive);
    HttpRequest message{.method = "POST",
                        .target = withQuery("/images/load", {{"quiet", QStringLiteral("0")}}),
                        .contentType = tarType,
                        .bodyFile = archive};
    PIERHEAD_CO_TRY(
        reader,
        co_await transfer(
            std::move(http), std::move(message), std::move(progress), doing, std::move(stop)));
    if (reader.loaded().isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          doing
                              + Text::english(": it has no image in it. Make one with \"docker "
                                              "save --output FILE IMAGE\"."));
    }
    co_return reader.loaded();
}

Task<Result<void>> save(HttpClient http, QStringList references, QString file, StopToken stop)
{
    QueryItems names;
    for (const QString &reference : references) {
        names.append({"names", reference});
    }
    HttpRequest message{.target = withQuery("/images/get", names), .answerLimit = noAnswerLimit};
    const Result<HttpResponse> response =
        co_await http.download(std::move(message), file, largestArchive, std::move(stop));
    if (!response) {
        co_return tl::unexpected<Error>(
            withContext(Text::english("Saving %1").arg(references.join(QStringLiteral(", "))),
                        response.error()));
    }
    co_return Result<>{};
}

Task<Result<QString>>
build(EngineClient client, HttpRequest message, QString tag, ProgressSink progress, StopToken stop)
{
    const Text doing = Text::english("Building %1").arg(tag);
    PIERHEAD_CO_TRY(
        reader,
        co_await transfer(client.http(), std::move(message), std::move(progress), doing, stop));
    const QString id = reader.imageId();
    if (id.startsWith(QStringLiteral("sha256:"))) {
        co_return id;
    }
    if (id.isEmpty()) {
        co_return failure(ErrorCode::Protocol,
                          doing + Text::english(": the engine did not say which image it made."));
    }
    PIERHEAD_CO_TRY(image, co_await client.inspectImage(id, stop));
    co_return image.id;
}

} // namespace

Task<Result<ImageInfo>> EngineClient::inspectImage(QString reference, StopToken stop) const
{
    return fetch<ImageInfo>(m_http,
                            {.target = "/images/" + pathPart(reference) + "/json"},
                            Text::english("Looking up the image %1").arg(reference),
                            std::move(stop));
}

Task<Result<nlohmann::json>> EngineClient::imageJson(QString reference, StopToken stop) const
{
    return fetch<nlohmann::json>(m_http,
                                 {.target = "/images/" + pathPart(reference) + "/json"},
                                 Text::english("Looking up the image %1").arg(reference),
                                 std::move(stop));
}

Task<Result<std::vector<ImageSummary>>> EngineClient::listImages(StopToken stop) const
{
    return fetch<std::vector<ImageSummary>>(
        m_http, {.target = "/images/json"}, Text::english("Listing images"), std::move(stop));
}

Task<Result<void>> EngineClient::pullImage(QString reference,
                                           ProgressSink progress,
                                           StopToken stop,
                                           std::optional<RegistryLogin> login) const
{
    return pull(m_http,
                std::move(reference),
                std::move(progress),
                std::move(stop),
                std::move(login),
                m_pullSilence);
}

Task<Result<QStringList>>
EngineClient::loadImage(QString archive, ProgressSink progress, StopToken stop) const
{
    return load(m_http, std::move(archive), std::move(progress), std::move(stop));
}

Task<Result<void>>
EngineClient::saveImages(QStringList references, QString file, StopToken stop) const
{
    return save(m_http, std::move(references), std::move(file), std::move(stop));
}

Task<Result<QString>> EngineClient::buildImage(QString contextTar,
                                               QString tag,
                                               Labels buildArguments,
                                               ProgressSink progress,
                                               StopToken stop) const
{
    // version 1 is the classic builder, which every engine has and which takes the context whole.
    const QString arguments = QString::fromUtf8(json::serialize(nlohmann::json(buildArguments)));
    HttpRequest message{.method = "POST",
                        .target = withQuery("/build",
                                            {{"t", tag},
                                             {"buildargs", arguments},
                                             {"rm", QStringLiteral("1")},
                                             {"forcerm", QStringLiteral("1")},
                                             {"version", QStringLiteral("1")}}),
                        .contentType = tarType,
                        .bodyFile = std::move(contextTar)};
    return build(*this, std::move(message), std::move(tag), std::move(progress), std::move(stop));
}

Task<Result<nlohmann::json>> EngineClient::imagesJson(QMap<QString, QString> query,
                                                      StopToken stop) const
{
    // With `shared-size` the engine reads the disk, for as long as it takes.
    return fetch<nlohmann::json>(
        m_http,
        {.target = withQuery("/images/json", queryItems(query)), .answerLimit = noAnswerLimit},
        Text::english("Listing images"),
        std::move(stop));
}

Task<Result<void>> EngineClient::tagImage(QString image, QString reference) const
{
    const QString whole = withTag(reference);
    const qsizetype colon = whole.lastIndexOf(QLatin1Char(':'));
    return perform(
        m_http,
        {.method = "POST",
         .target = withQuery("/images/" + pathPart(image) + "/tag",
                             {{"repo", whole.left(colon)}, {"tag", whole.mid(colon + 1)}})},
        Text::english("Tagging the image %1 as %2").arg(image, reference),
        {});
}

Task<Result<void>> EngineClient::removeImage(QString image) const
{
    return perform(m_http,
                   {.method = "DELETE", .target = "/images/" + pathPart(image)},
                   Text::english("Removing the image %1").arg(image),
                   {});
}

} // namespace pierhead::engine

#include "engineclient.h"
#include "enginerequests.h"

// EngineClient's calls about volumes.

namespace pierhead::engine {

namespace {

/// GET /volumes
struct VolumeList
{
    std::vector<VolumeSummary> volumes;
};

void from_json(const nlohmann::json &source, VolumeList &target)
{
    target.volumes = json::fieldOr<std::vector<VolumeSummary>>(source, "Volumes", {});
}

Task<Result<std::vector<VolumeSummary>>> list(HttpClient http, StopToken stop)
{
    HttpRequest message{.target = "/volumes"};
    PIERHEAD_CO_TRY(
        answer,
        co_await fetch<VolumeList>(
            std::move(http), std::move(message), Text::english("Listing volumes"), stop));
    co_return std::move(answer.volumes);
}

} // namespace

Task<Result<std::vector<VolumeSummary>>> EngineClient::listVolumes(StopToken stop) const
{
    return list(m_http, std::move(stop));
}

Task<Result<nlohmann::json>> EngineClient::volumeJson(QString volume, StopToken stop) const
{
    return fetch<nlohmann::json>(m_http,
                                 {.target = "/volumes/" + pathPart(volume)},
                                 Text::english("Looking up the volume %1").arg(volume),
                                 std::move(stop));
}

Task<Result<void>> EngineClient::removeVolume(QString volume) const
{
    return performRemoval(m_http,
                          {.method = "DELETE", .target = "/volumes/" + pathPart(volume)},
                          Text::english("Removing the volume %1").arg(volume));
}

} // namespace pierhead::engine

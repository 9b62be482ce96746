#include "hostaddress.h"

namespace pierhead::backend {

namespace {

/// GET /networks/{id}, what is needed of it.
struct NetworkDetails
{
    QString gateway;
};

void from_json(const nlohmann::json &source, NetworkDetails &target)
{
    for (const nlohmann::json &subnet : source.at("IPAM").at("Config")) {
        target.gateway = json::fieldOr<QString>(subnet, "Gateway", {});
        if (!target.gateway.isEmpty()) {
            return;
        }
    }
}

} // namespace

Task<QString> hostAddressFor(engine::EngineClient client, QString network, StopToken stop)
{
    const Result<engine::EngineVersion> version = co_await client.version(stop);
    if (version && !version->product.contains(QLatin1String("Podman"))) {
        co_return QStringLiteral("host-gateway");
    }
    engine::HttpRequest request;
    request.target = "/networks/" + network.toUtf8().toPercentEncoding();
    const Result<engine::HttpResponse> response = co_await client.http().send(request, stop);
    const auto details = response.and_then([](const engine::HttpResponse &answer) {
        return json::parseAs<NetworkDetails>(answer.body);
    });
    co_return details ? details->gateway : QString();
}

} // namespace pierhead::backend

#include "healthcheck.h"

#include <host/base/json.h>

namespace pierhead::backend {

namespace {

/// What stands there, or null.
nlohmann::json valueAt(const nlohmann::json &container, const char *place)
{
    const nlohmann::json::json_pointer pointer(place);
    return container.contains(pointer) ? container.at(pointer) : nlohmann::json();
}

std::chrono::milliseconds startPeriod(const nlohmann::json &container)
{
    const nlohmann::json period = valueAt(container, "/Config/Healthcheck/StartPeriod");
    const std::chrono::nanoseconds time(period.is_number() ? period.get<qint64>() : 0);
    return std::chrono::duration_cast<std::chrono::milliseconds>(time);
}

} // namespace

static void from_json(const nlohmann::json &source, HealthCheck &target)
{
    const auto details = source.get<engine::ContainerDetails>();
    target.hasResult = details.hasHealthResult;
    target.due = startPeriod(source) + details.healthDue;
    const nlohmann::json results = valueAt(source, "/State/Health/Log");
    if (results.is_array() && !results.empty()) {
        target.exitCode = json::fieldOr<int>(results.back(), "ExitCode", 0);
        target.output = json::fieldOr<QString>(results.back(), "Output", {}).trimmed();
    }
}

Task<std::optional<HealthCheck>> askHealthCheck(engine::EngineClient client, QString container)
{
    const Result<nlohmann::json> known = co_await client.containerJson(container);
    const nlohmann::json status =
        known ? valueAt(*known, "/State/Health/Status") : nlohmann::json();
    if (!status.is_string() || status.get_ref<const std::string &>().empty() || status == "none") {
        co_return std::nullopt;
    }
    const Result<HealthCheck> check = json::decode<HealthCheck>(*known);
    co_return check ? std::optional(*check) : std::nullopt;
}

} // namespace pierhead::backend

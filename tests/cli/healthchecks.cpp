#include "healthchecks.h"

#include <QCoroTimer>

namespace pierhead::test {

namespace {

constexpr std::chrono::milliseconds betweenChecks{300};

Task<void> checkAll(engine::EngineClient client, StopToken stop)
{
    const QMap<QString, QStringList> noFilters;
    const auto containers = co_await client.listContainers(noFilters, stop);
    if (!containers) {
        co_return;
    }
    for (const engine::ContainerSummary &container : *containers) {
        const auto details = co_await client.inspectContainer(container.id, stop);
        if (!details || details->state != QLatin1String("running")
            || details->health != QLatin1String("starting")) {
            continue;
        }
        engine::HttpRequest check;
        check.target = "/v4.0.0/libpod/containers/" + container.id.toUtf8() + "/healthcheck";
        const auto made = co_await client.http().send(check, stop);
        Q_UNUSED(made) // the container may have gone in between
    }
}

Task<void> keepChecking(engine::EngineClient client, StopToken stop)
{
    const auto version = co_await client.version(stop);
    if (!version || !version->product.contains(QLatin1String("Podman"))) {
        co_return;
    }
    while (!stop.stop_requested()) {
        co_await checkAll(client, stop);
        co_await QCoro::sleepFor(betweenChecks);
    }
}

} // namespace

HealthChecks::HealthChecks(const engine::EngineClient &client)
    : m_checks(keepChecking(client, m_stop.get_token()))
{ }

HealthChecks::~HealthChecks()
{
    m_stop.request_stop();
    QCoro::waitFor(m_checks);
}

} // namespace pierhead::test

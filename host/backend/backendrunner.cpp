#include "backendrunner.h"

#include "backendlabels.h"
#include "backendlimits.h"
#include "composebackend.h"
#include "composeoverride.h"
#include "hostaddress.h"
#include "runexec.h"

#include <host/base/faultpoint.h>

namespace pierhead::backend {

namespace {

/// What a program gets to end by itself, before it is killed.
constexpr int stopGraceSeconds = 3;

engine::ContainerSpec containerSpec(const BackendSpec &spec,
                                    const QString &imageId,
                                    const QString &network,
                                    const QString &hostAddress)
{
    engine::ContainerSpec container;
    container.name = spec.id.serviceContainerName();
    container.image = spec.image;
    container.labels = serviceLabels(spec, imageId);
    container.tmpfs.insert(QStringLiteral("/run/guest-services"), QStringLiteral("rw,mode=1777"));
    if (!hostAddress.isEmpty()) {
        container.extraHosts.append(QStringLiteral("host.docker.internal:") + hostAddress);
    }
    container.network = network;
    container.networkAliases.append(spec.id.slug());
    container.restartPolicy = QStringLiteral("always");
    container.memory = memoryBytes(spec.limits);
    container.nanoCpus = nanoCpus(spec.limits);
    return container;
}

Task<Result<void>> removeOne(engine::EngineClient client, QString container)
{
    // Asked to stop first: a backend may have something to write down. That it cannot be stopped
    // (it is gone, it never ran) decides nothing.
    co_await client.stopContainer(container, stopGraceSeconds);
    co_return co_await client.removeContainer(container);
}

Task<Result<void>> removeAll(engine::EngineClient client, extensions::ExtensionId id)
{
    const QMap<QString, QStringList> filters = ofProject(id);
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(filters));
    std::vector<Task<Result<void>>> removals;
    for (const engine::ContainerSummary &container : containers) {
        removals.push_back(removeOne(client, container.id));
    }
    Result<void> outcome;
    for (Task<Result<void>> &removal : removals) {
        const Result<void> removed = co_await removal;
        outcome = outcome ? removed : outcome;
    }
    PIERHEAD_CO_TRY(networks, co_await client.listNetworks(filters));
    for (const QString &network : networks) {
        const Result<void> removed = co_await client.removeNetwork(network);
        outcome = outcome ? removed : outcome;
    }
    const QString sockets =
        id.projectName() + QLatin1Char('_') + QLatin1String(guestServicesVolume);
    const Result<void> removed = co_await client.removeVolume(sockets);
    co_return outcome ? removed : outcome;
}

Task<Result<void>>
create(engine::EngineClient client, BackendSpec spec, QString imageId, StopToken stop)
{
    const QString network = spec.id.projectName() + QStringLiteral("_default");
    const engine::Labels labels = networkLabels(spec.id);
    PIERHEAD_CO_TRY(networkId, co_await client.createNetwork(network, labels, stop));
    faultPoint("network-made");
    const QString host = co_await hostAddressFor(client, networkId, stop);
    const engine::ContainerSpec container = containerSpec(spec, imageId, network, host);
    PIERHEAD_CO_TRY(containerId, co_await client.createContainer(container, stop));
    faultPoint("container-made");
    co_return co_await client.startContainer(containerId, stop);
}

Task<Result<void>> replace(engine::EngineClient client, BackendSpec spec, StopToken stop)
{
    // Before anything is taken away: without the image nothing can be made.
    PIERHEAD_CO_TRY(image, co_await client.inspectImage(spec.image, stop));
    const Result<void> removed = co_await removeAll(client, spec.id);
    if (!removed) {
        co_return removed;
    }
    faultPoint("former-backend-down");
    Result<void> created;
    if (spec.composeFile.isEmpty()) {
        created = co_await create(client, spec, image.id, stop);
    } else {
        created = co_await startCompose(client, spec, stop);
    }
    if (created && stop.stop_requested()) {
        created = cancelled(Text::english("Starting the backend of %1").arg(spec.id.value()));
    }
    if (!created) {
        co_await removeAll(client, spec.id);
        co_return tl::unexpected<Error>(
            withContext(Text::english("Starting the backend of %1").arg(spec.id.value()),
                        std::move(created).error()));
    }
    co_return Result<void>{};
}

Task<Result<QStringList>> imagesOf(engine::EngineClient client, BackendSpec spec, StopToken stop)
{
    if (spec.composeFile.isEmpty()) {
        co_return QStringList{spec.image};
    }
    co_return co_await composeImages(client, spec, stop);
}

} // namespace

BackendRunner::BackendRunner(engine::EngineClient engine, extensions::ExtensionId id)
    : m_engine(std::move(engine))
    , m_id(std::move(id))
{ }

Task<Result<QStringList>> BackendRunner::images(BackendSpec spec, StopToken stop) const
{
    return imagesOf(m_engine, std::move(spec), std::move(stop));
}

Task<Result<void>> BackendRunner::up(BackendSpec spec, StopToken stop) const
{
    return replace(m_engine, std::move(spec), std::move(stop));
}

Task<Result<void>> BackendRunner::down() const
{
    return removeAll(m_engine, m_id);
}

Task<Result<BackendState>> BackendRunner::state(StopToken stop) const
{
    return askBackendState(m_engine, m_id, std::move(stop));
}

Task<Result<ExecOutcome>> BackendRunner::exec(ExecSpec spec, StopToken stop) const
{
    return runExec(m_engine, m_id.serviceContainerName(), std::move(spec), std::move(stop));
}

} // namespace pierhead::backend

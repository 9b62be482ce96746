#include "installedbackend.h"

#include "givenlimits.h"
#include "stopnote.h"

#include <host/backend/backendcontrol.h>
#include <host/backend/backendlimits.h>
#include <host/backend/composefile.h>
#include <host/backend/pluginimage.h>
#include <host/policy/extensionswitch.h>

#include <QFile>

#include <algorithm>

namespace pierhead::extensions {

namespace {

/// What the author's compose file says; empty where there is none, or it cannot be read.
backend::ComposeFile composeFileOf(const InstalledExtension &extension)
{
    QFile file(extension.composeFile());
    if (extension.composeFile().isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return backend::ComposeFile::parse(file.readAll()).value_or(backend::ComposeFile());
}

bool isComplete(const backend::BackendState &state, const backend::ComposeFile &compose)
{
    const auto isThere = [&state](const backend::ComposeService &service) {
        return service.hasProfiles
            || std::any_of(state.services.begin(), state.services.end(), [&service](auto &known) {
                   return known.name == service.name;
               });
    };
    return state.exists() && std::all_of(compose.services.begin(), compose.services.end(), isThere);
}

bool hasLimits(const backend::BackendState &state,
               const settings::BackendLimits &limits,
               const backend::GivenLimits &given)
{
    const QString wanted = backend::limitsText(limits);
    return std::all_of(
        state.services.begin(), state.services.end(), [&wanted, &given](const auto &known) {
            // A one-shot that has ended takes nothing.
            return !known.limits || known.condition == backend::ServiceCondition::Finished
                || backend::limitsInForce(given, known.container, *known.limits) == wanted;
        });
}

enum class Action {
    Start,
    Restart,
};

Task<Result<void>> startOrMake(engine::EngineClient client,
                               ExtensionStore store,
                               ExtensionId id,
                               Action action,
                               StopToken stop,
                               backend::WaitTimes times)
{
    if (const Result<void> on = policy::checkExtensionOn(store.paths(), id.value()); !on) {
        co_return on;
    }
    forgetStop(store, id);
    const backend::BackendRunner runner(client, id);
    PIERHEAD_CO_TRY(state, co_await runner.state(stop));
    PIERHEAD_CO_TRY(extension, store.find(id.value()));
    const backend::ComposeFile compose = composeFileOf(extension);
    const settings::BackendLimits limits = limitsIn(store);
    const bool isAsWanted =
        isComplete(state, compose) && hasLimits(state, limits, readGivenLimits(store, id));
    if (!extension.manifest.backend || isAsWanted) {
        const backend::BackendControl control(client, id, compose, times);
        if (action == Action::Start) {
            co_return co_await control.start(stop);
        }
        co_return co_await control.restart(stop);
    }
    // Nobody may exchange the version that the containers are made from.
    const Result<std::unique_ptr<QLockFile>> lock = store.lock(id);
    if (!lock) {
        co_return tl::unexpected<Error>(lock.error());
    }
    PIERHEAD_CO_TRY(installed, store.find(id.value()));
    PIERHEAD_CO_TRY(spec, co_await backendSpecNow(client, installed, limits));
    const Result<engine::ImageInfo> image = co_await client.inspectImage(spec.image, stop);
    if (!image && image.error().code == ErrorCode::NotFound) {
        co_return failure(ErrorCode::NotFound,
                          Text::english("The image that was installed as %1 is not on the engine "
                                        "any more. Install the extension again.")
                              .arg(installed.reference),
                          image.error().text());
    }
    co_return co_await runner.up(spec, stop);
}

Task<Result<void>> stopAndNote(engine::EngineClient client, ExtensionStore store, ExtensionId id)
{
    const Result<InstalledExtension> extension = store.find(id.value());
    const backend::ComposeFile compose =
        extension ? composeFileOf(*extension) : backend::ComposeFile();
    const backend::BackendControl control(client, id, compose);
    const Result<void> stopped = co_await control.stop();
    // What is disabled runs again once it is enabled.
    if (stopped && policy::checkExtensionOn(store.paths(), id.value())) {
        noteStop(store, id);
    }
    co_return stopped;
}

Task<Result<LimitsEffect>>
giveLimits(engine::EngineClient client, ExtensionStore store, ExtensionId id, StopToken stop)
{
    PIERHEAD_CO_TRY(extension, store.find(id.value()));
    const backend::GivenLimits former = readGivenLimits(store, id);
    const backend::ComposeFile compose = composeFileOf(extension);
    const settings::BackendLimits limits = limitsIn(store);
    PIERHEAD_CO_TRY(change,
                    co_await backend::changeLimits(client, id, compose, limits, former, stop));
    if (change.given != former) {
        if (const Result<> written = writeGivenLimits(store, id, change.given); !written) {
            co_return tl::unexpected<Error>(written.error());
        }
    }
    if (change.problem) {
        co_return tl::unexpected<Error>(*change.problem);
    }
    co_return change.isFromNextStart ? LimitsEffect::FromNextStart : LimitsEffect::AtOnce;
}

} // namespace

bool isBackendComplete(const backend::BackendState &state, const InstalledExtension &extension)
{
    return isComplete(state, composeFileOf(extension));
}

Result<backend::BackendSpec> backendSpec(const InstalledExtension &extension,
                                         const QString &reference,
                                         const settings::BackendLimits &limits)
{
    backend::BackendSpec spec{
        .id = extension.id,
        .image = reference,
        .displayName = extension.labels.title.isEmpty() ? extension.name : extension.labels.title,
        .socket = extension.manifest.backend->exposedSocket,
        .composeFile = extension.composeFile(),
        .limits = limits};
    if (spec.composeFile.isEmpty()) {
        PIERHEAD_TRY(image,
                     backend::expandPluginImage(extension.manifest.backend->image, reference));
        spec.image = image;
    }
    return spec;
}

Task<Result<backend::BackendSpec>> backendSpecNow(engine::EngineClient client,
                                                  InstalledExtension extension,
                                                  settings::BackendLimits limits)
{
    const Result<engine::ImageInfo> tagged = co_await client.inspectImage(extension.reference);
    const bool isMoved = !tagged || tagged->id != extension.imageId;
    co_return backendSpec(extension, isMoved ? extension.imageId : extension.reference, limits);
}

settings::BackendLimits limitsIn(const ExtensionStore &store)
{
    return settings::Settings(store.paths()).values().limits;
}

Task<Result<bool>>
hasItsContainers(engine::EngineClient client, InstalledExtension extension, StopToken stop)
{
    if (!extension.manifest.backend) {
        co_return true;
    }
    PIERHEAD_CO_TRY(state, co_await backend::askBackendState(client, extension.id, stop));
    co_return isComplete(state, composeFileOf(extension));
}

Task<Result<void>>
stopWhereDisabled(engine::EngineClient client, ExtensionStore store, ExtensionId id)
{
    if (policy::checkExtensionOn(store.paths(), id.value())) {
        co_return Result<void>{};
    }
    const InstalledBackend backend(client, store, id);
    co_return co_await backend.stop();
}

InstalledBackend::InstalledBackend(engine::EngineClient engine,
                                   ExtensionStore store,
                                   ExtensionId id)
    : m_engine(std::move(engine))
    , m_store(std::move(store))
    , m_id(std::move(id))
{ }

Task<Result<void>> InstalledBackend::start(StopToken stop, backend::WaitTimes times) const
{
    return startOrMake(m_engine, m_store, m_id, Action::Start, std::move(stop), std::move(times));
}

Task<Result<void>> InstalledBackend::stop() const
{
    return stopAndNote(m_engine, m_store, m_id);
}

Task<Result<void>> InstalledBackend::restart(StopToken stop, backend::WaitTimes times) const
{
    return startOrMake(m_engine, m_store, m_id, Action::Restart, std::move(stop), std::move(times));
}

Task<Result<LimitsEffect>> InstalledBackend::applyLimits(StopToken stop) const
{
    return giveLimits(m_engine, m_store, m_id, std::move(stop));
}

} // namespace pierhead::extensions

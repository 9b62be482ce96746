#include "backendactions.h"

#include <host/extensions/installedbackend.h>

namespace pierhead::desktop {

namespace {

/// Keeps the backend for as long as it works.
Task<Result<void>> perform(engine::EngineClient client,
                           extensions::ExtensionStore store,
                           extensions::ExtensionId id,
                           BackendAction action,
                           StopToken stop,
                           StopToken hurry)
{
    const extensions::InstalledBackend backend(client, store, id);
    backend::WaitTimes times;
    times.cutShort = hurry;
    switch (action) {
    case BackendAction::Start:
        co_return co_await backend.start(stop, times);
    case BackendAction::Stop:
        co_return co_await backend.stop();
    case BackendAction::Restart:
        co_return co_await backend.restart(stop, times);
    }
    co_return Result<void>{};
}

} // namespace

BackendActions::BackendActions(EngineSession &engines,
                               const ExtensionModel &model,
                               const extensions::ExtensionStore &store,
                               QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_model(model)
    , m_store(store)
{ }

BackendActions::~BackendActions()
{
    m_stop.request_stop();
}

void BackendActions::run(const QString &key, BackendAction action)
{
    const ExtensionRow *row = m_model.find(key);
    if (row == nullptr || !m_running.emplace(key, action).second) {
        return;
    }
    Q_EMIT changed(key);
    const extensions::ExtensionId id = row->extension.id;
    QCoro::connect(m_engines.engineFor(row->extension.engine),
                   this,
                   [this, key, id, action](const Result<const engine::Engine *> &engine) {
                       if (!engine) {
                           finish(key, tl::unexpected<Error>(engine.error()));
                           return;
                       }
                       QCoro::connect(
                           perform((*engine)->client(),
                                   m_store,
                                   id,
                                   action,
                                   m_stop.get_token(),
                                   m_hurry.get_token()),
                           this,
                           [this, key](const Result<void> &result) { finish(key, result); });
                   });
}

void BackendActions::hurry()
{
    m_hurry.request_stop();
}

std::optional<BackendAction> BackendActions::current(const QString &key) const
{
    const auto found = m_running.find(key);
    return found == m_running.end() ? std::nullopt : std::optional(found->second);
}

void BackendActions::finish(const QString &key, const Result<void> &result)
{
    const auto done = m_running.extract(key);
    Q_EMIT changed(key);
    if (!result) {
        Q_EMIT failed(key, done.mapped(), result.error());
    }
}

} // namespace pierhead::desktop

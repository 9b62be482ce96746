#include "limitswatch.h"

#include "displaytext.h"

#include <host/extensions/installedbackend.h>

namespace pierhead::desktop {

namespace {

/// Keeps the backend for as long as it works.
Task<Result<bool>> giveLimits(engine::EngineClient client,
                              extensions::ExtensionStore store,
                              extensions::ExtensionId id,
                              StopToken stop)
{
    const extensions::InstalledBackend backend(client, store, id);
    const Result<extensions::LimitsEffect> effect = co_await backend.applyLimits(stop);
    if (!effect) {
        co_return tl::unexpected<Error>(effect.error());
    }
    co_return *effect == extensions::LimitsEffect::FromNextStart;
}

} // namespace

LimitsWatch::LimitsWatch(EngineSession &engines,
                         const ExtensionModel &model,
                         const extensions::ExtensionStore &store,
                         QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_model(model)
    , m_store(store)
    , m_limits(extensions::limitsIn(store))
{ }

LimitsWatch::~LimitsWatch()
{
    m_stop.request_stop();
}

void LimitsWatch::look()
{
    const settings::BackendLimits now = extensions::limitsIn(m_store);
    if (now == m_limits) {
        return;
    }
    m_limits = now;
    if (m_open > 0) {
        m_isOutdated = true;
    } else {
        apply();
    }
}

void LimitsWatch::apply()
{
    m_isOutdated = false;
    m_later.clear();
    std::vector<extensions::InstalledExtension> running;
    for (const ExtensionRow &row : m_model.rows()) {
        if (row.backend.isActive()) {
            running.push_back(row.extension);
        }
    }
    m_open = static_cast<qsizetype>(running.size());
    for (const extensions::InstalledExtension &extension : running) {
        give(extension);
    }
    if (running.empty()) {
        Q_EMIT applied({});
    }
}

void LimitsWatch::give(const extensions::InstalledExtension &extension)
{
    const QString title = singleLine(extension.displayTitle());
    const extensions::ExtensionId id = extension.id;
    QCoro::connect(m_engines.engineFor(extension.engine),
                   this,
                   [this, title, id](const Result<const engine::Engine *> &engine) {
                       if (!engine) {
                           finish(title, tl::unexpected<Error>(engine.error()));
                           return;
                       }
                       QCoro::connect(
                           giveLimits((*engine)->client(), m_store, id, m_stop.get_token()),
                           this,
                           [this, title](const Result<bool> &isLater) { finish(title, isLater); });
                   });
}

void LimitsWatch::finish(const QString &title, const Result<bool> &isLater)
{
    if (!isLater) {
        Q_EMIT failed(title, isLater.error());
    } else if (*isLater) {
        m_later.append(title);
    }
    if (--m_open > 0) {
        return;
    }
    if (m_isOutdated) {
        apply();
    } else {
        Q_EMIT applied(m_later);
    }
}

} // namespace pierhead::desktop

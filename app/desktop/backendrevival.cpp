#include "backendrevival.h"

#include <host/extensions/startagain.h>
#include <host/extensions/underway.h>

#include <QTimer>

#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

/// An end that comes later has nothing to do with the engine's.
constexpr std::chrono::milliseconds longestDoubt = 15s;
/// Between two looks at an install, or at what is left of one.
constexpr std::chrono::milliseconds underWayInterval = 2s;

} // namespace

BackendRevival::BackendRevival(EngineSession &engines,
                               const ExtensionModel &model,
                               BackendActions &actions,
                               const extensions::ExtensionStore &store,
                               QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_model(model)
    , m_actions(actions)
    , m_store(store)
{ }

void BackendRevival::expect(const QString &engineKey)
{
    QCoro::connect(m_engines.engineFor(engineKey),
                   this,
                   [this, engineKey](const Result<const engine::Engine *> &engine) {
                       if (!engine) {
                           return;
                       }
                       const Due due{(*engine)->version().product, QDeadlineTimer(longestDoubt)};
                       for (const ExtensionRow &row : m_model.rows()) {
                           if (row.extension.engine == engineKey) {
                               m_due.insert_or_assign(row.key(), due);
                           }
                       }
                   });
}

void BackendRevival::look(const QString &key, const backend::BackendState &state)
{
    if (const auto found = m_due.find(key); found != m_due.end()) {
        found->second.state = state;
        decide(key);
    }
}

void BackendRevival::decide(const QString &key)
{
    const auto found = m_due.find(key);
    const ExtensionRow *row = m_model.find(key);
    if (found == m_due.end() || !found->second.state || row == nullptr) {
        return;
    }
    const bool isLate = found->second.until.hasExpired();
    const backend::BackendState state = *found->second.state;
    const bool needsRestart = extensions::mustRestart(m_store, row->extension.id, state);
    // That is so whatever comes of the rest.
    if (!isLate && !needsRestart && state.settlesIn().count() > 0) {
        return;
    }
    if (!isLate && extensions::UnderWay::read(m_store, row->extension.id)) {
        QTimer::singleShot(underWayInterval, this, [this, key] { decide(key); });
        return;
    }
    const QString product = found->second.product;
    m_due.erase(found);
    if (isLate) {
        return;
    }
    if (needsRestart) {
        m_actions.run(key, BackendAction::Restart);
    } else if (extensions::mustStartAgain(m_store, row->extension.id, state, product)) {
        m_actions.run(key, BackendAction::Start);
    }
}

} // namespace pierhead::desktop

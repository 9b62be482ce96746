#include "backendwatch.h"

#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;
using backend::BackendMonitor;
using backend::BackendRunner;
using backend::BackendState;

constexpr std::chrono::milliseconds retryInterval = 10s;
/// Between two questions about the same backend.
constexpr std::chrono::milliseconds shortestInterval = 200ms;
/// The same where an engine that tells its events has not answered: none would tell when it can.
constexpr std::chrono::milliseconds failedInterval = 2s;

/// Keeps the runner for as long as it asks.
Task<Result<BackendState>>
ask(engine::EngineClient client, extensions::ExtensionId id, StopToken stop)
{
    const BackendRunner runner(client, id);
    co_return co_await runner.state(stop);
}

} // namespace

BackendWatch::BackendWatch(EngineSession &engines, ExtensionModel &model, QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_model(model)
{
    m_retry.setInterval(retryInterval);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &BackendWatch::refresh);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &BackendWatch::refresh);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &BackendWatch::refresh);
    connect(&engines, &EngineSession::changed, this, &BackendWatch::refresh);
    refresh();
}

BackendWatch::~BackendWatch()
{
    m_stop.request_stop();
}

void BackendWatch::refresh()
{
    // The first answer decides which engine is in use; asking others before it would connect twice.
    if (m_engines.status().kind == EngineStatus::Kind::Searching) {
        return;
    }
    QStringList wanted;
    if (m_engines.engine() != nullptr) {
        wanted.append(m_engines.engine()->key());
    }
    for (const ExtensionRow &row : m_model.rows()) {
        if (row.backend.kind != BackendStatus::Kind::None) {
            wanted.append(row.extension.engine);
        }
    }
    std::erase_if(m_monitors,
                  [&wanted](const auto &entry) { return !wanted.contains(entry.first); });
    for (const QString &key : wanted) {
        if (m_monitors.find(key) == m_monitors.end()) {
            follow(key);
        }
    }
    for (const ExtensionRow &row : m_model.rows()) {
        const auto known = m_monitors.find(row.extension.engine);
        if (row.backend.kind == BackendStatus::Kind::Checking && known != m_monitors.end()
            && known->second) {
            ask(row);
        }
    }
}

void BackendWatch::follow(const QString &engineKey)
{
    m_monitors.emplace(engineKey, nullptr);
    QCoro::connect(
        m_engines.engineFor(engineKey),
        this,
        [this, engineKey](const Result<const engine::Engine *> &engine) {
            if (!engine) {
                m_monitors.erase(engineKey);
                lose(engineKey);
                m_retry.start();
                return;
            }
            auto monitor = std::make_unique<BackendMonitor>((*engine)->client().address());
            connect(monitor.get(), &BackendMonitor::changed, this, [this](const QString &id) {
                if (const ExtensionRow *row = m_model.find(id)) {
                    ask(*row);
                }
            });
            connect(monitor.get(), &BackendMonitor::allChanged, this, [this, engineKey] {
                setReachable(engineKey, true);
                Q_EMIT connected(engineKey);
                askAll(engineKey);
            });
            connect(
                monitor.get(), &BackendMonitor::lost, this, [this, engineKey] { lose(engineKey); });
            const auto wanted = m_monitors.find(engineKey);
            if (wanted != m_monitors.end()) {
                monitor->start();
                wanted->second = std::move(monitor);
            }
        });
}

void BackendWatch::ask(const ExtensionRow &row)
{
    if (row.backend.kind == BackendStatus::Kind::None) {
        return;
    }
    const QString key = row.key();
    if (m_asked.contains(key)) {
        // One that ends again and again has many events; each is answered, but not by itself.
        m_outdated.insert(key);
        return;
    }
    m_asked.insert(key);
    const auto answered = [this, key](const Result<const engine::Engine *> &engine) {
        const ExtensionRow *current = m_model.find(key);
        if (!engine || current == nullptr) {
            answer(key, failure(ErrorCode::EngineUnreachable, {}));
            return;
        }
        QCoro::connect(desktop::ask((*engine)->client(), current->extension.id, m_stop.get_token()),
                       this,
                       [this, key](const Result<BackendState> &state) { answer(key, state); });
    };
    QCoro::connect(m_engines.engineFor(row.extension.engine), this, answered);
}

void BackendWatch::answer(const QString &key, const Result<BackendState> &state)
{
    m_asked.erase(key);
    m_model.setBackend(key, backendStatus(state));
    if (state) {
        Q_EMIT answered(key, *state);
    }
    const auto askAgain = [this, key] {
        if (const ExtensionRow *row = m_model.find(key)) {
            ask(*row);
        }
    };
    if (m_outdated.erase(key) > 0) {
        QTimer::singleShot(shortestInterval, this, askAgain);
    } else if (state && state->settlesIn().count() > 0) {
        QTimer::singleShot(state->settlesIn() + shortestInterval, this, askAgain);
    } else if (!state && isConnected(key)) {
        QTimer::singleShot(failedInterval, this, askAgain);
    }
}

void BackendWatch::askAll(const QString &engineKey)
{
    for (const ExtensionRow &row : m_model.rows()) {
        if (row.extension.engine == engineKey) {
            ask(row);
        }
    }
}

void BackendWatch::lose(const QString &engineKey)
{
    setReachable(engineKey, false);
    QStringList keys;
    for (const ExtensionRow &row : m_model.rows()) {
        if (row.extension.engine == engineKey && row.backend.kind != BackendStatus::Kind::None) {
            keys.append(row.key());
        }
    }
    for (const QString &key : keys) {
        m_model.setBackend(key, {BackendStatus::Kind::Unreachable});
    }
}

bool BackendWatch::isConnected(const QString &key) const
{
    const ExtensionRow *row = m_model.find(key);
    return row != nullptr && m_connected.contains(row->extension.engine);
}

void BackendWatch::setReachable(const QString &engineKey, bool isReachable)
{
    if (isReachable) {
        m_connected.insert(engineKey);
    } else {
        m_connected.erase(engineKey);
    }
    const engine::Engine *current = m_engines.engine();
    if (current != nullptr && current->key() == engineKey) {
        m_engines.setReachable(isReachable);
    }
}

} // namespace pierhead::desktop

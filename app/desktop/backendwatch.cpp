#include "backendwatch.h"

#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;
using backend::BackendMonitor;
using backend::BackendRunner;
using backend::BackendState;

constexpr std::chrono::milliseconds retryInterval = 10s;

/// Keeps the runner for as long as it asks.
Task<Result<BackendState>>
ask(engine::EngineClient client, extensions::ExtensionId id, StopToken stop)
{
    const BackendRunner runner(client, id);
    co_return co_await runner.state(stop);
}

BackendStatus statusOf(const Result<BackendState> &state)
{
    if (!state) {
        return {BackendStatus::Kind::Unreachable};
    }
    BackendStatus status{BackendStatus::Kind::Partial, state->running, state->total};
    if (!state->exists()) {
        status.kind = BackendStatus::Kind::Missing;
    } else if (state->running == 0) {
        status.kind = BackendStatus::Kind::Stopped;
    } else if (state->running == state->total) {
        status.kind = BackendStatus::Kind::Running;
    }
    return status;
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
    const auto answered = [this, key](const Result<const engine::Engine *> &engine) {
        if (!engine) {
            m_model.setBackend(key, {BackendStatus::Kind::Unreachable});
            return;
        }
        const ExtensionRow *current = m_model.find(key);
        if (current == nullptr) {
            return;
        }
        QCoro::connect(desktop::ask((*engine)->client(), current->extension.id, m_stop.get_token()),
                       this,
                       [this, key](const Result<BackendState> &state) {
                           m_model.setBackend(key, statusOf(state));
                       });
    };
    QCoro::connect(m_engines.engineFor(row.extension.engine), this, answered);
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

void BackendWatch::setReachable(const QString &engineKey, bool isReachable)
{
    const engine::Engine *current = m_engines.engine();
    if (current != nullptr && current->key() == engineKey) {
        m_engines.setReachable(isReachable);
    }
}

} // namespace pierhead::desktop

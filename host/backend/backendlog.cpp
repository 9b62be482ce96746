#include "backendlog.h"

#include "servicelog.h"

#include <algorithm>

namespace pierhead::backend {

namespace {

using namespace std::chrono_literals;

/// The past of all services is there by then, so that it can be put in order.
constexpr std::chrono::milliseconds firstBatch = 250ms;
/// Short enough to look immediate, long enough to add many lines at once.
constexpr std::chrono::milliseconds nextBatch = 50ms;

} // namespace

BackendLog::BackendLog(engine::EngineClient engine, int past, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
    , m_past(past)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(firstBatch);
    connect(&m_flush, &QTimer::timeout, this, &BackendLog::flush);
}

BackendLog::~BackendLog() = default;

void BackendLog::follow(const BackendState &state)
{
    std::erase_if(m_services, [&state](const auto &followed) {
        return std::none_of(
            state.services.begin(), state.services.end(), [&followed](const ServiceState &service) {
                return service.container == followed.first;
            });
    });
    for (const ServiceState &service : state.services) {
        const auto known = m_services.find(service.container);
        if (known != m_services.end()) {
            known->second->update(service);
            continue;
        }
        auto log = std::make_unique<ServiceLog>(m_engine.address(), service, m_past);
        connect(log.get(), &ServiceLog::lines, this, &BackendLog::take);
        connect(log.get(), &ServiceLog::failed, this, [this, name = service.name](const Error &e) {
            Q_EMIT failed(name, e);
        });
        connect(log.get(), &ServiceLog::ended, this, &BackendLog::tellEnd);
        m_services.emplace(service.container, std::move(log));
    }
}

void BackendLog::take(const std::vector<LogLine> &lines)
{
    m_pending.insert(m_pending.end(), lines.begin(), lines.end());
    if (m_pending.size() > 2 * longestBatch) {
        m_pending.erase(m_pending.begin(),
                        m_pending.end() - static_cast<std::ptrdiff_t>(longestBatch));
    }
    if (!m_flush.isActive()) {
        m_flush.start();
    }
}

void BackendLog::tellEnd()
{
    const bool isOver = std::all_of(
        m_services.begin(), m_services.end(), [](const auto &one) { return one.second->isOver(); });
    if (isOver) {
        m_flush.stop();
        flush();
        Q_EMIT ended();
    }
}

void BackendLog::flush()
{
    m_flush.setInterval(nextBatch);
    std::vector<LogLine> batch = std::exchange(m_pending, {});
    std::stable_sort(batch.begin(), batch.end(), [](const LogLine &left, const LogLine &right) {
        return left.time < right.time;
    });
    if (batch.size() > longestBatch) {
        batch.erase(batch.begin(), batch.end() - static_cast<std::ptrdiff_t>(longestBatch));
    }
    Q_EMIT lines(batch);
}

} // namespace pierhead::backend

#include "servicelog.h"

#include <algorithm>

namespace pierhead::backend {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds shortestDelay = 500ms;
constexpr std::chrono::milliseconds longestDelay = 8s;
constexpr qint64 perSecond = 1'000'000'000;

QByteArray target(const ServiceState &service, int past, qint64 after)
{
    QByteArray target = "/containers/" + service.container.toUtf8().toPercentEncoding()
        + "/logs?stdout=1&stderr=1&timestamps=1";
    // Where nothing runs there is nothing to wait for, and not every engine ends by itself.
    target += service.isActive() ? "&follow=1" : "&follow=0";
    if (after == 0) {
        return target + "&tail=" + QByteArray::number(past);
    }
    // From the whole second on: Podman's stamps have no more.
    return target + "&since=" + QByteArray::number(after / perSecond);
}

} // namespace

ServiceLog::ServiceLog(const engine::EngineAddress &address, const ServiceState &service, int past)
    : m_service(service)
    , m_past(past)
    , m_feed(address)
    , m_reader(service.name, service.hasTerminal)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(shortestDelay);
    connect(&m_retry, &QTimer::timeout, this, &ServiceLog::open);
    connect(&m_feed, &ContainerFeed::received, this, &ServiceLog::take);
    connect(&m_feed, &ContainerFeed::ended, this, [this] { end({}); });
    connect(&m_feed, &ContainerFeed::failed, this, [this](const Error &reason) {
        end(tl::unexpected<Error>(reason));
    });
    open();
}

void ServiceLog::update(const ServiceState &service)
{
    const bool isOther = service.condition != m_service.condition;
    m_service = service;
    m_isRefused = m_isRefused && !isOther;
    if (!m_wasRead || m_service.isActive()) {
        open();
    }
}

void ServiceLog::open()
{
    if (m_feed.isOpen() || m_isRefused) {
        return;
    }
    m_retry.stop();
    m_reader = LogLineReader(m_service.name, m_service.hasTerminal);
    m_toldUntil = m_lastTime;
    m_toSkip = m_lastCount;
    m_feed.open(target(m_service, m_past, m_lastTime));
}

void ServiceLog::take(const QByteArray &bytes)
{
    Result<std::vector<LogLine>> lines = m_reader.take(bytes);
    if (!lines) {
        m_isRefused = true;
        Q_EMIT failed(lines.error());
        return;
    }
    m_retry.setInterval(shortestDelay);
    tell(std::move(*lines));
}

void ServiceLog::end(const Result<void> &outcome)
{
    tell(m_reader.finish());
    m_wasRead = m_wasRead || outcome.has_value();
    m_isRefused = !outcome && outcome.error().code == ErrorCode::EngineRefused;
    if (m_isRefused) {
        Q_EMIT failed(outcome.error());
    } else if (m_service.isActive() && (outcome || outcome.error().code != ErrorCode::NotFound)) {
        m_retry.start();
        m_retry.setInterval(std::min(m_retry.intervalAsDuration() * 2, longestDelay));
    }
    if (isOver()) {
        Q_EMIT ended();
    }
}

bool ServiceLog::isOver() const
{
    return m_isRefused || (m_wasRead && !m_service.isActive() && !m_feed.isOpen());
}

bool ServiceLog::wasTold(const LogLine &line)
{
    if (line.time == 0 || line.time > m_toldUntil) {
        return false;
    }
    if (line.time == m_toldUntil) {
        return m_toSkip-- > 0;
    }
    return true;
}

void ServiceLog::tell(std::vector<LogLine> lines)
{
    std::erase_if(lines, [this](const LogLine &line) { return wasTold(line); });
    for (const LogLine &line : lines) {
        m_lastCount = line.time > m_lastTime ? 0 : m_lastCount;
        m_lastTime = std::max(m_lastTime, line.time);
        m_lastCount += line.time == m_lastTime ? 1 : 0;
    }
    if (!lines.empty()) {
        Q_EMIT this->lines(lines);
    }
}

} // namespace pierhead::backend

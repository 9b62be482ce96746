#include "backendusage.h"

#include "containerfeed.h"

#include <host/engine/jsonlines.h>

#include <QTimer>

#include <chrono>

namespace pierhead::backend {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds retryDelay = 1s;

} // namespace

/// Of one container.
class BackendUsage::Meter final
{
public:
    Meter(BackendUsage &owner, QString container)
        : m_owner(owner)
        , m_container(std::move(container))
        , m_feed(owner.m_engine.address())
    {
        connect(&m_feed, &ContainerFeed::received, &m_feed, [this](const QByteArray &bytes) {
            take(bytes);
        });
        connect(&m_feed, &ContainerFeed::ended, &m_feed, [this] { end(); });
        connect(&m_feed, &ContainerFeed::failed, &m_feed, [this] { end(); });
    }

    void open()
    {
        if (!m_feed.isOpen()) {
            m_lines = {};
            m_before.reset();
            m_feed.open("/containers/" + m_container.toUtf8().toPercentEncoding()
                        + "/stats?stream=1");
        }
    }

private:
    void take(const QByteArray &bytes)
    {
        const Result<std::vector<QByteArray>> lines = m_lines.take(bytes);
        if (!lines) {
            return;
        }
        for (const QByteArray &line : *lines) {
            // Docker writes one more of a container that has ended, without a time.
            const Result<UsageSample> sample = json::parseAs<UsageSample>(line);
            if (sample && sample->read.isValid() && sample->read.toSecsSinceEpoch() > 0) {
                Q_EMIT m_owner.changed(m_container, usageBetween(m_before, *sample));
                m_before = *sample;
            }
        }
    }

    void end()
    {
        // It runs still, or again, for as long as there is this meter.
        QTimer::singleShot(retryDelay, &m_feed, [this] { open(); });
        Q_EMIT m_owner.changed(m_container, std::nullopt);
    }

    BackendUsage &m_owner;
    QString m_container;
    ContainerFeed m_feed;
    engine::JsonLines m_lines;
    std::optional<UsageSample> m_before;
};

BackendUsage::BackendUsage(engine::EngineClient engine, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
{ }

BackendUsage::~BackendUsage() = default;

void BackendUsage::follow(const BackendState &state)
{
    QStringList running;
    for (const ServiceState &service : state.services) {
        if (service.isActive()) {
            running.append(service.container);
        }
    }
    for (auto meter = m_meters.begin(); meter != m_meters.end();) {
        if (running.contains(meter->first)) {
            ++meter;
            continue;
        }
        const QString container = meter->first;
        meter = m_meters.erase(meter);
        Q_EMIT changed(container, std::nullopt);
    }
    for (const QString &container : running) {
        auto &meter = m_meters[container];
        if (!meter) {
            meter = std::make_unique<Meter>(*this, container);
        }
        meter->open();
    }
}

} // namespace pierhead::backend

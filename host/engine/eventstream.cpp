#include "eventstream.h"

#include "httpstream.h"
#include "jsonlines.h"
#include "requesttarget.h"

#include <host/base/async.h>

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace pierhead::engine {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortestDelay = 200ms;
/// Also how long a connection has to stand before the delays begin anew.
constexpr std::chrono::milliseconds longestDelay = 5s;

} // namespace

class EventStream::Private final
{
public:
    Private(EventStream &owner, EngineAddress address, const QMap<QString, QStringList> &filters)
        : m_owner(owner)
        , m_http(std::move(address))
        , m_target(withQuery("/events", {{"filters", filterText(filters)}}))
    {
        m_retry.setSingleShot(true);
        QObject::connect(&m_retry, &QTimer::timeout, &owner, [this] { open(); });
    }

    ~Private() { m_stop.request_stop(); }

    void open()
    {
        HttpRequest request{.target = m_target};
        // It goes on by itself, and ends early by the stop.
        (void)connectTo(&m_owner, m_http.open(std::move(request), m_stop.get_token()));
    }

private:
    static Task<void> connectTo(QPointer<EventStream> owner,
                                Task<Result<std::unique_ptr<HttpStream>>> opening)
    {
        Result<std::unique_ptr<HttpStream>> stream = co_await opening;
        if (owner.isNull()) {
            co_return;
        }
        if (stream) {
            owner->m_private->take(std::move(*stream));
        } else {
            owner->m_private->lose(stream.error());
        }
    }

    void take(std::unique_ptr<HttpStream> stream)
    {
        m_lines = {};
        m_standing.start();
        m_stream = std::move(stream);
        HttpStream *source = m_stream.get();
        QObject::connect(source, &HttpStream::received, source, [this](const QByteArray &bytes) {
            read(bytes);
        });
        QObject::connect(source, &HttpStream::finished, source, [this] {
            lose({ErrorCode::EngineUnreachable,
                  Text::english("The engine ended its stream of events.")});
        });
        QObject::connect(
            source, &HttpStream::failed, source, [this](const Error &reason) { lose(reason); });
        source->start();
        Q_EMIT m_owner.connected();
    }

    void read(const QByteArray &bytes)
    {
        const Result<std::vector<QByteArray>> lines = m_lines.take(bytes);
        if (!lines) {
            lose(lines.error());
            return;
        }
        const QPointer<EventStream> owner(&m_owner);
        for (const QByteArray &line : *lines) {
            const Result<EngineEvent> event = json::parseAs<EngineEvent>(line);
            if (!event) {
                lose(withContext(Text::english("Reading the engine's events"), event.error()));
                return;
            }
            Q_EMIT m_owner.event(*event);
            if (owner.isNull()) {
                return;
            }
        }
    }

    void lose(const Error &reason)
    {
        if (m_stream) {
            m_stream->abort();
            m_stream.release()->deleteLater(); // this may be one of its signals
            if (m_standing.hasExpired(longestDelay.count())) {
                m_delay = shortestDelay;
            }
        }
        m_retry.start(m_delay);
        m_delay = std::min(m_delay * 2, longestDelay);
        Q_EMIT m_owner.disconnected(reason);
    }

    EventStream &m_owner;
    HttpClient m_http;
    QByteArray m_target;
    StopSource m_stop;
    std::unique_ptr<HttpStream> m_stream;
    JsonLines m_lines;
    QElapsedTimer m_standing;
    QTimer m_retry;
    std::chrono::milliseconds m_delay = shortestDelay;
};

EventStream::EventStream(EngineAddress address, QMap<QString, QStringList> filters, QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(*this, std::move(address), filters))
{ }

EventStream::~EventStream() = default;

void EventStream::start()
{
    m_private->open();
}

} // namespace pierhead::engine

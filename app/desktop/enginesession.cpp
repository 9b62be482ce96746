#include "enginesession.h"

#include "askversion.h"

#include <host/engine/embeddedengine.h>

#include <QCoroSignal>

#include <algorithm>
#include <array>

namespace pierhead::desktop {

namespace {

using engine::Engine;

/// For an engine that was connected to before.
constexpr std::chrono::seconds answerLimit{10};

QString chosenOrigin()
{
    return EngineSession::tr("the choice in the window");
}

/// Whether this run is told by somebody which engine to use.
bool isNamed(const QString &requested)
{
    constexpr std::array names{"PIERHEAD_ENGINE", "DOCKER_HOST", "DOCKER_CONTEXT"};
    return !requested.isEmpty() || std::any_of(names.begin(), names.end(), [](const char *name) {
        return !qEnvironmentVariableIsEmpty(name);
    });
}

/// No other engine takes its place, and the environment does not count.
Task<Result<std::unique_ptr<Engine>>>
connectTo(QString key, QString origin, Paths paths, StopToken stop)
{
    if (key == Engine::embeddedName()) {
        co_return co_await Engine::at(key, paths, stop);
    }
    PIERHEAD_CO_TRY(address, engine::EngineAddress::parse(key));
    const engine::EngineClient client(address);
    PIERHEAD_CO_TRY(version, co_await client.version(stop));
    co_return std::make_unique<Engine>(client, version, origin, nullptr);
}

} // namespace

EngineSession::EngineSession(QString requested, QString remembered, Paths paths, QObject *parent)
    : QObject(parent)
    , m_requested(std::move(requested))
    , m_remembered(isNamed(m_requested) ? QString() : std::move(remembered))
    , m_paths(std::move(paths))
{ }

EngineSession::~EngineSession()
{
    m_stop.request_stop();
}

void EngineSession::search()
{
    if (m_engine != nullptr || m_isSearching || !m_choice.isEmpty()) {
        return;
    }
    m_isSearching = true;
    m_status = {};
    const int attempt = ++m_attempt;
    Q_EMIT changed();
    QCoro::connect(find(), this, [this, attempt](const Outcome &outcome) {
        m_isSearching = false;
        if (attempt == m_attempt) {
            const bool isFound = outcome && m_remembered.isEmpty();
            finish(outcome, isFound ? (*outcome)->origin().inLocal() : chosenOrigin());
        }
    });
}

void EngineSession::use(const QString &key)
{
    if (m_engine != nullptr && m_engine->key() == key && m_choice.isEmpty()) {
        return;
    }
    const int attempt = ++m_attempt;
    m_choice = key;
    Q_EMIT changed();
    QCoro::connect(reach(key, chosenOrigin()), this, [this, key, attempt](const Outcome &outcome) {
        if (attempt != m_attempt) {
            return;
        }
        m_choice.clear();
        finish(outcome, chosenOrigin());
        if (outcome) {
            Q_EMIT chosen(key);
        } else {
            Q_EMIT failed(withContext(tr("Changing the engine"), outcome.error()));
        }
    });
}

void EngineSession::setReachable(bool isReachable)
{
    if (m_engine == nullptr || isReachable == (m_status.kind == EngineStatus::Kind::Ready)) {
        return;
    }
    m_status.kind = isReachable ? EngineStatus::Kind::Ready : EngineStatus::Kind::Lost;
    Q_EMIT changed();
}

Task<Result<const Engine *>> EngineSession::engineFor(QString key)
{
    while (key == Engine::embeddedName() && m_isSearching) {
        // The search may be about to start the very engine.
        co_await qCoro(this, &EngineSession::changed);
    }
    if (const auto known = m_engines.find(key); known != m_engines.end()) {
        co_return known->second.get();
    }
    const QString origin = tr("the extension's installation");
    const QPointer<EngineSession> self(this);
    PIERHEAD_CO_TRY(engine, co_await connectTo(key, origin, m_paths, m_stop.get_token()));
    co_return keep(self, std::move(engine));
}

Task<EngineSession::Outcome> EngineSession::find()
{
    if (!m_remembered.isEmpty()) {
        Outcome outcome = co_await reach(m_remembered, chosenOrigin());
        if (!outcome) {
            const QString doing = tr("Connecting to the engine that was chosen in the window");
            co_return tl::unexpected<Error>(withContext(doing, outcome.error()));
        }
        co_return outcome;
    }
    const QPointer<EngineSession> self(this);
    PIERHEAD_CO_TRY(engine, co_await Engine::find(m_requested, m_paths, m_stop.get_token()));
    co_return keep(self, std::move(engine));
}

Task<EngineSession::Outcome> EngineSession::reach(QString key, QString origin)
{
    if (const auto known = m_engines.find(key); known != m_engines.end()) {
        const Engine *engine = known->second.get();
        PIERHEAD_CO_TRY(version,
                        co_await askVersion(engine->client(), answerLimit, m_stop.get_token()));
        co_return engine;
    }
    const QPointer<EngineSession> self(this);
    PIERHEAD_CO_TRY(engine, co_await connectTo(key, origin, m_paths, m_stop.get_token()));
    co_return keep(self, std::move(engine));
}

EngineSession::Outcome EngineSession::keep(const QPointer<EngineSession> &session,
                                           std::unique_ptr<Engine> engine)
{
    if (!session) {
        return cancelled(Text::english("Connecting to the engine"));
    }
    // Another caller may have been quicker; what it was given must stay.
    const QString key = engine->key();
    const Engine *kept = session->m_engines.try_emplace(key, std::move(engine)).first->second.get();
    // The window stays; a command that had it before may end at any moment.
    kept->takeLastingPath();
    return kept;
}

void EngineSession::finish(const Outcome &outcome, const QString &origin)
{
    if (outcome) {
        m_engine = *outcome;
        m_status = {.kind = EngineStatus::Kind::Ready,
                    .name = m_engine->version().product,
                    .version = m_engine->version().version,
                    .address = m_engine->key(),
                    .origin = origin,
                    .error = {}};
    }
    if (m_engine == nullptr) {
        m_status = {};
        m_status.kind = EngineStatus::Kind::Failed;
        m_status.error = outcome.error();
    }
    Q_EMIT changed();
}

} // namespace pierhead::desktop

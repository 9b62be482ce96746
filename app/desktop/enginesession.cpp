#include "enginesession.h"

#include <QCoroSignal>

namespace pierhead::desktop {

namespace {

using engine::Engine;

const QString embeddedKey = QStringLiteral("embedded");

} // namespace

EngineSession::EngineSession(QString requested, Paths paths, QObject *parent)
    : QObject(parent)
    , m_requested(std::move(requested))
    , m_paths(std::move(paths))
{ }

EngineSession::~EngineSession()
{
    m_stop.request_stop();
}

void EngineSession::search()
{
    if (m_engine || m_isSearching) {
        return;
    }
    m_isSearching = true;
    m_status = {};
    Q_EMIT changed();
    QCoro::connect(Engine::find(m_requested, m_paths, m_stop.get_token()),
                   this,
                   [this](Result<std::unique_ptr<Engine>> &&result) { found(result); });
}

void EngineSession::setReachable(bool isReachable)
{
    if (!m_engine || isReachable == (m_status.kind == EngineStatus::Kind::Ready)) {
        return;
    }
    m_status.kind = isReachable ? EngineStatus::Kind::Ready : EngineStatus::Kind::Lost;
    Q_EMIT changed();
}

Task<Result<const Engine *>> EngineSession::engineFor(QString key)
{
    while (key == embeddedKey && m_isSearching) {
        // The search may be about to start the very engine.
        co_await qCoro(this, &EngineSession::changed);
    }
    if (m_engine && m_engine->key() == key) {
        co_return m_engine.get();
    }
    if (const auto known = m_others.find(key); known != m_others.end()) {
        co_return known->second.get();
    }
    PIERHEAD_CO_TRY(engine, co_await Engine::at(key, m_paths, m_stop.get_token()));
    // Another caller may have been quicker; what it was given must stay.
    const auto [place, isNew] = m_others.try_emplace(key, std::move(engine));
    co_return place->second.get();
}

void EngineSession::found(Result<std::unique_ptr<Engine>> &result)
{
    m_isSearching = false;
    if (!result) {
        m_status.kind = EngineStatus::Kind::Failed;
        m_status.error = std::move(result).error();
    } else {
        m_engine = std::move(*result);
        m_status.kind = EngineStatus::Kind::Ready;
        m_status.name = m_engine->version().product;
        m_status.version = m_engine->version().version;
        m_status.address = m_engine->key();
        m_status.origin = m_engine->origin();
    }
    Q_EMIT changed();
}

} // namespace pierhead::desktop

#include "sharedagent.h"

#include <host/base/logging.h>

#include <QCoroFuture>

#include <algorithm>

namespace pierhead::backend {

namespace {

/// For how long a refusal counts, in milliseconds.
constexpr qint64 shortestRefusal = 1'000;
constexpr qint64 longestRefusal = 60'000;

} // namespace

SharedAgent::SharedAgent(Open open)
    : m_open(std::move(open))
{ }

bool SharedAgent::isRefused() const
{
    return m_refusal && !m_refused.hasExpired(m_patience);
}

Task<Result<QPointer<AgentConnection>>> SharedAgent::get(std::shared_ptr<SharedAgent> self,
                                                         StopToken stop)
{
    while (self->m_opening) {
        const QFuture<void> other = self->m_opening->future();
        co_await other;
    }
    if (stop.stop_requested()) {
        co_return cancelled(Text::english("The command"));
    }
    if (self->isOpen()) {
        co_return QPointer<AgentConnection>(self->m_agent.get());
    }
    if (self->isRefused()) {
        co_return tl::unexpected<Error>(*self->m_refusal);
    }
    const auto opening = std::make_shared<QPromise<void>>();
    opening->start();
    self->m_opening = opening;
    self->m_agent.reset();
    // Not stopped half-way: others may be waiting for it.
    Result<std::unique_ptr<AgentConnection>> opened = co_await self->m_open();
    self->m_refusal.reset();
    if (opened) {
        self->m_agent = std::move(*opened);
        self->m_patience = 0;
    } else if (opened.error().code == ErrorCode::ProcessFailed) {
        qCInfo(lcBackend).noquote() << opened.error().message;
        self->m_refusal = opened.error();
        self->m_refused.start();
        self->m_patience = std::clamp(self->m_patience * 2, shortestRefusal, longestRefusal);
    }
    self->m_opening.reset();
    opening->finish();
    if (!opened) {
        co_return tl::unexpected<Error>(opened.error());
    }
    co_return QPointer<AgentConnection>(self->m_agent.get());
}

} // namespace pierhead::backend

#pragma once

#include "agentconnection.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QPromise>

#include <functional>

namespace pierhead::backend {

/// One agent for many users: it is started with the first use, and again after it was lost.
/// Private to host/backend. Lives in a shared state, since a use may outlast who asked for it.
class SharedAgent final : public std::enable_shared_from_this<SharedAgent>
{
public:
    using Open = std::function<Task<Result<std::unique_ptr<AgentConnection>>>()>;

    explicit SharedAgent(Open open);

    /// Where there can be none the error is ProcessFailed; that is not tried again for
    /// a while: shortly at first, for the container may have been about to end or paused, and
    /// longer each time.
    [[nodiscard]] static Task<Result<QPointer<AgentConnection>>>
    get(std::shared_ptr<SharedAgent> self, StopToken stop);

    [[nodiscard]] bool isOpen() const { return m_agent && m_agent->isOpen(); }

private:
    [[nodiscard]] bool isRefused() const;

    Open m_open;
    std::unique_ptr<AgentConnection> m_agent;
    std::shared_ptr<QPromise<void>> m_opening; ///< while it is being started
    std::optional<Error> m_refusal;
    QElapsedTimer m_refused;
    qint64 m_patience = 0; ///< milliseconds for which the refusal counts
};

} // namespace pierhead::backend

#pragma once

#include "agentcodec.h"

namespace pierhead::backend {

/// What has an id on an AgentConnection: a command or a relayed connection. It is told what the
/// agent says about it. Private to host/backend.
class AgentPeer
{
public:
    AgentPeer(const AgentPeer &) = delete;
    AgentPeer &operator=(const AgentPeer &) = delete;
    virtual ~AgentPeer() = default;

    virtual void take(const agentcodec::Frame &frame) = 0;
    /// Nothing more will come.
    virtual void connectionLost(const Error &reason) = 0;

protected:
    AgentPeer() = default;
};

} // namespace pierhead::backend

#pragma once

#include "agentline.h"

#include <host/engine/framedstream.h>
#include <host/engine/httpstream.h>

#include <memory>

namespace pierhead::backend {

/// The line to an agent in a container: the upgraded stream of the exec that runs it.
class ExecLine final : public AgentLine
{
    Q_OBJECT

public:
    explicit ExecLine(std::unique_ptr<engine::HttpStream> stream);

    [[nodiscard]] Text place() const override;

    void start() override { m_stream->start(); }

    void write(const QByteArray &bytes) override { m_stream->write(bytes); }

    void abort() override;

private:
    void take(const QByteArray &bytes);

    std::unique_ptr<engine::HttpStream> m_stream;
    engine::FramedStream m_framing;
    bool m_isOver = false;
};

} // namespace pierhead::backend

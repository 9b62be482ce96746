#pragma once

#include "agentcodec.h"
#include "agentline.h"

#include <host/base/filedescriptor.h>

#include <QSocketNotifier>

#include <memory>

namespace pierhead::backend {

/// The line to an agent of a container on this machine that does not lead through the engine: the
/// agent's pipes. Destroying it ends the agent, too. Private to host/backend.
class DirectLine final : public AgentLine
{
    Q_OBJECT

public:
    /// This program's ends of the pipes.
    struct Ends
    {
        FileDescriptor input;
        FileDescriptor output;
    };

    /// Takes the pipes that the agent tells of, from a process of this container alone, and only
    /// what is such a pipe, whatever is said there. Nothing where the agent is not on this machine,
    /// or the kernel does not let the user: whoever may trace the process may. Reads /proc: for a
    /// background thread.
    [[nodiscard]] static std::shared_ptr<Ends> take(const agentcodec::Hello &hello,
                                                    const QString &containerId);

    explicit DirectLine(Ends ends);

    [[nodiscard]] Text place() const override;
    void start() override;
    void write(const QByteArray &bytes) override;
    void abort() override;

private:
    void read();
    void writeOut();
    void end();

    Ends m_ends;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_waiting; ///< what the pipe had no room for
};

} // namespace pierhead::backend

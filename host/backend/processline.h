#pragma once

#include "agentline.h"

#include <QProcess>

namespace pierhead::backend {

/// The line to an agent of this machine, which runs commands here: they end with it, and it ends
/// when the line does, whatever becomes of this program.
class ProcessLine final : public AgentLine
{
    Q_OBJECT

public:
    /// `program` is the agent for this machine; its commands have `environment`.
    ProcessLine(QByteArray program, const QProcessEnvironment &environment);
    ~ProcessLine() override;

    [[nodiscard]] Text place() const override;
    void start() override;
    void write(const QByteArray &bytes) override;
    void abort() override;

private:
    QByteArray m_program;
    /// Outlives the line by the moment that the agent takes for ending its commands.
    QProcess *m_process;
};

} // namespace pierhead::backend

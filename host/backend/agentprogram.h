#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace pierhead::backend {

/// The agent for one architecture. The bytes lie in this program.
struct AgentProgram
{
    QByteArray bytes;
    QString fileName; ///< in the container; another for each build of it

    /// For Go's name of an architecture ("amd64", "arm64"); none where there is no agent for it.
    [[nodiscard]] static std::optional<AgentProgram> find(const QString &architecture);
};

} // namespace pierhead::backend

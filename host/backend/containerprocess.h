#pragma once

#include <QString>

#include <vector>

namespace pierhead::backend {

/// A process of a container on this machine.
struct ContainerProcess
{
    qint64 number = 0;       ///< here
    qint64 numberInside = 0; ///< in the container
    QString containerId;

    /// False where the user may not. That it has ended meanwhile is success.
    [[nodiscard]] bool kill() const;
};

/// The process and all below it that are in the container; the parents first. Empty where the
/// number is not a process of that container on this machine.
[[nodiscard]] std::vector<ContainerProcess> processTree(qint64 number, const QString &containerId);

} // namespace pierhead::backend

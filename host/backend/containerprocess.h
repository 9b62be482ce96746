#pragma once

#include <host/base/filedescriptor.h>

#include <QString>

#include <vector>

namespace pierhead::backend {

/// A process of a container on this machine.
struct ContainerProcess
{
    qint64 number = 0;       ///< here
    qint64 numberInside = 0; ///< in the container
    QString containerId;

    /// A handle that cannot come to mean another process; invalid where it has ended or the user
    /// may not.
    [[nodiscard]] FileDescriptor open() const;

    /// False where the user may not. That it has ended meanwhile is success.
    [[nodiscard]] bool kill() const;
};

/// The process that the engine knows by `engineNumber`, and all below it that are in the container;
/// the parents first. The engine may count in a process namespace of its own. Empty where no
/// process of that container, or more than one, has the number: then the engine is not on this
/// machine.
[[nodiscard]] std::vector<ContainerProcess> processTree(qint64 engineNumber,
                                                        const QString &containerId);

/// The processes of that container that have this number in it: one, but for containers with
/// several process namespaces.
[[nodiscard]] std::vector<ContainerProcess> processesNumbered(qint64 numberInside,
                                                              const QString &containerId);

} // namespace pierhead::backend

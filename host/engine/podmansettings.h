#pragma once

#include <QString>

namespace pierhead::engine {

/// What of this machine decides how Podman has to be set up.
struct PodmanSurroundings
{
    bool isRoot = false;
    bool hasSettings = false;       ///< somebody wrote a containers.conf, or set CONTAINERS_CONF
    bool hasUnifiedCgroups = false; ///< the cgroup file system is version 2 alone
    bool hasSystemd = false;        ///< it runs, and so can be asked for control groups
    bool hasCrun = false;
    quint64 openFiles = 0; ///< the hard limit; 0 where there is none
    quint64 processes = 0; ///< the hard limit; 0 where there is none

    [[nodiscard]] static PodmanSurroundings ofThisMachine();
};

/// The containers.conf that Podman needs there, or nothing where it needs none. Root without
/// systemd or without unified control groups, as in a container or a chroot, needs one: crun
/// refuses the older control groups, systemd cannot be asked for new ones, and Podman's own default
/// limits may be above ours, which nobody may raise. Settings that somebody wrote are never
/// overruled.
[[nodiscard]] QString podmanSettings(const PodmanSurroundings &surroundings);

} // namespace pierhead::engine

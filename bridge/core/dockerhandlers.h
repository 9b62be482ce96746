#pragma once

#include "methodtable.h"

namespace pierhead::bridge {

/// `docker.cli.exec`, as a call and as a stream: the docker program of this machine, on the
/// extension's engine. Where a command mounts Docker's usual socket it gets that of this engine
/// (socketmounts.h). `docker.listContainers` and `docker.listImages`: the engine's own JSON.
void addDockerHandlers(MethodTable &table);

} // namespace pierhead::bridge

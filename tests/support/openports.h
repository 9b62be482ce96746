#pragma once

#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>

#include <sys/types.h>

namespace pierhead::test {

/// Where these processes listen by TCP in this one's network, as the kernel writes it
/// ("0100007F:1F90"). Sockets that they have in another network are not among them.
[[nodiscard]] QStringList listeningPorts(const QList<pid_t> &pids);

/// The same of this process and of the ssh processes that it has started.
[[nodiscard]] QStringList ownListeningPorts();

/// What the containers of the extension open on the engine's machine: "<service> 80/tcp" for each
/// port that is published, "<service> host" for one that has the machine's own network.
[[nodiscard]] Result<QStringList> openedPorts(const engine::EngineClient &client,
                                              const extensions::ExtensionId &id);

} // namespace pierhead::test

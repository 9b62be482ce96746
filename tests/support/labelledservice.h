#pragma once

#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>

namespace pierhead::test {

/// A service of a backend, for which no compose program is needed.
struct LabelledService
{
    QString name;
    QString script; ///< for sh -c
    QString restartPolicy = QStringLiteral("always");
    QString image = QStringLiteral("alpine:3.15");
};

/// Makes its container with the labels that compose and Pierhead give it, and starts it.
[[nodiscard]] Result<void> makeService(const engine::EngineClient &client,
                                       const extensions::ExtensionId &id,
                                       const LabelledService &service);

/// Takes all containers of the extension away.
[[nodiscard]] Result<void> removeServices(const engine::EngineClient &client,
                                          const extensions::ExtensionId &id);

} // namespace pierhead::test

#pragma once

#include "engineaddress.h"

#include <QStringList>

/// The contexts that `docker context` keeps, in the folder that DOCKER_CONFIG names or ~/.docker.
namespace pierhead::engine {

/// The folder of Docker's client settings, which is also where DOCKER_CERT_PATH leads unset.
[[nodiscard]] QString dockerConfigFolder();

/// The name that DOCKER_CONTEXT has, else the one in use; empty for Docker's "default", which is no
/// context. An unreadable config.json is an error that names it.
[[nodiscard]] Result<QString> currentDockerContext();

/// Where the engine of a context is. NotFound lists the contexts there are.
[[nodiscard]] Result<EngineAddress> dockerContext(const QString &name);

/// The names of all, sorted; without "default".
[[nodiscard]] QStringList dockerContextNames();

/// Who named an engine, for people: `the Docker context "name"`.
[[nodiscard]] Text dockerContextOrigin(const QString &name);

} // namespace pierhead::engine

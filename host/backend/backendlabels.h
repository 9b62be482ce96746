#pragma once

#include "backendrunner.h"

namespace pierhead::backend {

/// On every container of an extension, for Docker Desktop's tools and ours (contract 2.3).
inline const QString extensionLabel = QStringLiteral("com.docker.desktop.extension");
/// Whose it is: the extension's id, which no label of Docker Desktop's tells.
inline const QString idLabel = QStringLiteral("io.pierhead.extension.id");
/// The user's limits that a container was made with, as limitsText() writes them; absent for none.
inline const QString limitsLabel = QStringLiteral("io.pierhead.limits");
/// By which compose, and BackendRunner::down(), find what belongs together.
inline const QString projectLabel = QStringLiteral("com.docker.compose.project");
/// Which service of the project a container is.
inline const QString serviceLabel = QStringLiteral("com.docker.compose.service");

/// The labels of the one container of a backend that is made from an image: Docker Desktop's, and
/// those by which compose knows its own, so that `docker compose ls` and `down` see it. There is no
/// compose file, and the labels that name it are there and empty.
[[nodiscard]] engine::Labels serviceLabels(const BackendSpec &spec, const QString &imageId);

/// Those of the project's default network.
[[nodiscard]] engine::Labels networkLabels(const extensions::ExtensionId &id);

/// The filter of the Engine API for what belongs to the extension's project.
[[nodiscard]] QMap<QString, QStringList> ofProject(const extensions::ExtensionId &id);

} // namespace pierhead::backend

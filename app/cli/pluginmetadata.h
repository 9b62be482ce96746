#pragma once

#include <QByteArray>

namespace pierhead::cli {

/// The argument with which the docker program asks a plug-in what it is.
inline constexpr const char *metadataArgument = "docker-cli-plugin-metadata";

/// The answer: one JSON object, as version 0.1.0 of the plug-in protocol wants it.
[[nodiscard]] QByteArray pluginMetadata();

} // namespace pierhead::cli

#pragma once

#include <bridge/core/pagecontext.h>

#include <QWebEngineScript>

namespace pierhead::bridge {

/// The script that makes `window.ddClient`, for the page's own world and its main frame, before the
/// page's first script.
[[nodiscard]] QWebEngineScript makeBridgeScript(const extensions::InstalledExtension &extension);

/// The same for workers, whose scripts load it first (ExtensionSchemeHandler): the requests of
/// pages.
[[nodiscard]] QByteArray workerScript();

/// A file of resources/js. It is built in, so it is always there.
[[nodiscard]] QByteArray scriptSource(const QString &fileName);

} // namespace pierhead::bridge

#pragma once

#include <host/extensions/installedextension.h>

#include <QUrl>

/// The URLs of extensions' pages: extension://<host>/<path in the ui folder>. The host is
/// ExtensionId::urlHost(), so every extension has an origin of its own.
namespace pierhead::bridge::extensionscheme {

/// "extension"
[[nodiscard]] QByteArray name();
/// Before the web engine starts, that is before the first profile; once a process.
void registerScheme();
/// Without a path.
[[nodiscard]] QUrl origin(const extensions::ExtensionId &id);
/// The page of the extension's tab; empty where it has none.
[[nodiscard]] QUrl entryPage(const extensions::InstalledExtension &extension);

} // namespace pierhead::bridge::extensionscheme

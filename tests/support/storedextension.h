#pragma once

#include <host/extensions/extensionstore.h>

namespace pierhead::test {

/// An extension with a tab, as an installer would hand it to the store; its image id is made of
/// `version`.
[[nodiscard]] extensions::InstalledExtension
sampleExtension(const QString &reference, const QString &name, const QString &version);

/// Stages and commits it, with a metadata.json and a page that has `version` in it.
[[nodiscard]] Result<extensions::InstalledExtension>
storeExtension(const extensions::ExtensionStore &store,
               const extensions::InstalledExtension &extension);

void writeFile(const QString &path, const QByteArray &content);
[[nodiscard]] QByteArray readFile(const QString &path);

} // namespace pierhead::test

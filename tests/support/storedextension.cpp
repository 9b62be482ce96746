#include "storedextension.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace pierhead::test {

extensions::InstalledExtension
sampleExtension(const QString &reference, const QString &name, const QString &version)
{
    return {.id = extensions::ExtensionId::parse(reference).value(),
            .name = name,
            .reference = reference,
            .imageId = QStringLiteral("sha256:") + version,
            .engine = QStringLiteral("unix:///run/engine.sock"),
            .labels = {},
            .manifest = {},
            .permissions = extensions::allPermissions(),
            .installedAt = QDateTime::currentDateTimeUtc(),
            .folder = {},
            .version = {}};
}

Result<extensions::InstalledExtension>
storeExtension(const extensions::ExtensionStore &store,
               const extensions::InstalledExtension &extension)
{
    PIERHEAD_TRY(staged, store.stage(extension.id, extension.imageId));
    writeFile(staged + QStringLiteral("/metadata.json"),
              R"({"icon": "assets/icon.svg", "ui": {"dashboard-tab":
                 {"title": "Sample", "root": "dist/ui", "src": "index.html"}}})");
    writeFile(staged + QStringLiteral("/ui/ui/index.html"), extension.imageId.toUtf8());
    return store.commit(extension, staged);
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("writing %s failed", qPrintable(path));
    }
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace pierhead::test

#pragma once

#include "enginetest.h"
#include "installbench.h"
#include "savedimage.h"

namespace pierhead::test {

/// Base of the tests that install on a real engine, with the images that they begin from.
class InstallTest : public EngineTest
{
    Q_OBJECT

protected:
    using Kind = extensions::ExtensionSource::Kind;

    [[nodiscard]] static engine::EngineClient client() { return engine::EngineClient(address()); }

    /// On the private engine, with its files under home().
    [[nodiscard]] InstallBench bench() const;

    [[nodiscard]] static extensions::ExtensionSource from(Kind kind, const QString &location);

    /// An image with a tab and no backend, as an archive has it.
    [[nodiscard]] static SavedImage savedSample(const QString &reference);
    /// The archive with the images as a file; its path.
    [[nodiscard]] QString writeArchive(const QList<SavedImage> &images) const;

    /// The build context of an image with a tab and a backend that has ./hello.sh.
    [[nodiscard]] static QMap<QString, QByteArray> sampleContext(const QByteArray &page);

    [[nodiscard]] static QByteArray pageOf(const extensions::InstalledExtension &extension);
    [[nodiscard]] static bool isOnEngine(const QString &image);

    /// The metadata.json of savedSample().
    static const QByteArray tabMetadata;
    /// A Dockerfile's line with the labels that sampleContext() has.
    static const QByteArray labelLine;
};

} // namespace pierhead::test

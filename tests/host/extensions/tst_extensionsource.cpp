#include "guardedtest.h"
#include "testprogram.h"

#include <host/extensions/extensionsource.h>

#include <QDir>
#include <QFile>
#include <QTest>

namespace pierhead::extensions {

using Kind = ExtensionSource::Kind;

class ExtensionSourceTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void fromArgument_existingFile_isAnArchive()
    {
        QFile file(home() + QStringLiteral("/image.tar"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const ExtensionSource source = ExtensionSource::fromArgument(file.fileName());
        QCOMPARE(source.kind, Kind::Archive);
        QCOMPARE(source.location, file.fileName());
    }

    void fromArgument_existingFolder_isAFolderWithItsAbsolutePath()
    {
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(home()));
        const ExtensionSource source = ExtensionSource::fromArgument(QStringLiteral("."));
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(source.kind, Kind::Folder);
        QCOMPARE(source.location, home());
    }

    void fromArgument_nothingOfThatName_isAReference()
    {
        for (const QString &text : {QStringLiteral("org/name:1"), QString()}) {
            const ExtensionSource source = ExtensionSource::fromArgument(text);
            QCOMPARE(source.kind, Kind::Reference);
            QCOMPARE(source.location, text);
        }
    }
};

PIERHEAD_TEST(ExtensionSourceTest)

} // namespace pierhead::extensions

#include "tst_extensionsource.moc"

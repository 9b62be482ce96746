#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::InstallBench;
using pierhead::test::readFile;

/// Symbolic links in an image, which engines treat in ways of their own.
class ImageLinksTest final : public test::InstallTest
{
    Q_OBJECT

private Q_SLOTS:

    void install_linkInTheImage_isFollowedInside_data()
    {
        QTest::addColumn<QByteArray>("commands");
        QTest::addColumn<QString>("fault");
        QTest::newRow("root and icon by links") << QByteArray(
            "mkdir /opt && mv /ui /opt/dist && mv /icon.svg /opt && "
            "ln -s /opt/current /ui && ln -s dist /opt/current && ln -s opt/icon.svg /icon.svg")
                                                << QString();
        // This machine has that file and the image does not: Podman follows links by itself, and
        // one that leaves the image ends at the image's own root.
        QTest::newRow("icon out of the image")
            << QByteArray("ln -sf ../../../etc/shadow /icon.svg") << QStringLiteral("/icon");
        QTest::newRow("root leads nowhere") << QByteArray("rm -r /ui && ln -s /nothing /ui")
                                            << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("root leads to itself")
            << QByteArray("rm -r /ui && ln -s ui /ui") << QStringLiteral("/ui/dashboard-tab/root");
        QTest::newRow("page out of the root") << QByteArray("ln -sf ../../etc/hosts /ui/index.html")
                                              << QStringLiteral("/ui/dashboard-tab");
        QTest::newRow("device for an icon")
            << QByteArray("rm /icon.svg && mknod /icon.svg c 1 5") << QStringLiteral("/icon");
    }

    void install_linkInTheImage_isFollowedInside()
    {
        QFETCH(QByteArray, commands);
        QFETCH(QString, fault);
        const QString image = QStringLiteral("installer/links:1");
        VERIFY_RESULT(buildImage(
            image,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\n" + labelLine + "COPY metadata.json icon.svg /\nCOPY ui /ui\nRUN "
                  + commands + "\n"},
             {QStringLiteral("metadata.json"), tabMetadata},
             {QStringLiteral("icon.svg"), "<svg/>"},
             {QStringLiteral("ui/index.html"), "page"}}));
        InstallBench bench = this->bench();
        const auto installed = bench.install(image);
        if (fault.isEmpty()) {
            VERIFY_RESULT(installed);
            QCOMPARE(pageOf(*installed), "page");
            QCOMPARE(readFile(installed->iconPath()), "<svg/>");
            VERIFY_RESULT(bench.remove(image));
        } else {
            QVERIFY(!installed);
            QVERIFY2(installed.error().detail.contains(fault)
                         || installed.error().message.contains(fault),
                     qPrintable(installed.error().message));
        }
        QCOMPARE(bench.disk(), QStringList());
    }
};

PIERHEAD_TEST(ImageLinksTest)

#include "tst_imagelinks.moc"

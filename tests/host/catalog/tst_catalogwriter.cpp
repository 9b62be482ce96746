#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/catalog/catalogindex.h>
#include <host/catalog/catalogwriter.h>

#include <QTest>

using namespace pierhead;
using catalog::CatalogImage;
using catalog::CatalogIndex;

/// Indexes as we write them.
class CatalogWriterTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static CatalogImage image()
    {
        CatalogImage image;
        image.reference = extensions::ImageReference::parse(QStringLiteral("org/logs:1.2.3"))
                              .value_or(extensions::ImageReference());
        image.digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('b'));
        image.platforms = {QStringLiteral("linux/amd64")};
        image.labels = {
            {QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Logs")},
            {QStringLiteral("org.opencontainers.image.description"), QStringLiteral("Reads logs")},
            {QStringLiteral("org.opencontainers.image.vendor"), QStringLiteral("Org")},
            {QStringLiteral("com.docker.desktop.extension.api.version"),
             QStringLiteral(">= 0.3.4")},
            {QStringLiteral("com.docker.extension.categories"),
             QStringLiteral("utility-tools, database,")},
            {QStringLiteral("com.docker.extension.screenshots"),
             QStringLiteral(
                 "[{\"alt\": \"A\", \"url\": \"https://x.example/1.png\"}, {\"alt\": 3}]")},
            {QStringLiteral("com.docker.extension.additional-urls"), QStringLiteral("no JSON")},
            {QStringLiteral("com.docker.extension.detailed-description"),
             QStringLiteral("<p>Use <code>&lt;b&gt;</code></p>")},
            {QStringLiteral("com.docker.extension.changelog"), QString()},
        };
        return image;
    }

private Q_SLOTS:

    void references_ofAList_areItsLinesWithoutComments()
    {
        QCOMPARE(
            catalog::referencesIn("# mine\n\n org/a:1.0.0 \r\norg/b # the other\n#org/c\norg/d"),
            (QStringList{
                QStringLiteral("org/a:1.0.0"), QStringLiteral("org/b"), QStringLiteral("org/d")}));
    }

    void entry_ofAnImage_isReadBack()
    {
        const auto entry = catalog::catalogEntryOf(image());
        VERIFY_RESULT(entry);
        const QByteArray text = catalog::catalogDocument(QStringLiteral("Mine"), {*entry});
        const auto index = CatalogIndex::parse(text);
        VERIFY_RESULT(index);
        QVERIFY(index->faults.empty());
        QCOMPARE(index->title, QStringLiteral("Mine"));
        const catalog::CatalogEntry &read = index->entries.front();
        QCOMPARE(read.reference(), QStringLiteral("org/logs:1.2.3"));
        QCOMPARE(read.digest, image().digest);
        QCOMPARE(read.vendor, QStringLiteral("Org"));
        QCOMPARE(read.categories,
                 (QStringList{QStringLiteral("utility-tools"), QStringLiteral("database")}));
        QCOMPARE(read.screenshots.size(), std::size_t(1));
        QCOMPARE(read.detailedDescription, QStringLiteral("Use <b>"));
        QCOMPARE(read.platforms, image().platforms);
    }

    void entry_withoutALabelThatItNeeds_namesIt()
    {
        for (const char *label :
             {"org.opencontainers.image.title", "com.docker.desktop.extension.api.version"}) {
            CatalogImage bare = image();
            bare.labels[QLatin1String(label)] = QStringLiteral(" ");
            const auto entry = catalog::catalogEntryOf(bare);
            COMPARE_ERROR(entry, ErrorCode::InvalidImage);
            QVERIFY2(entry.error().message.contains(QLatin1String(label)),
                     qPrintable(entry.error().message));
        }
    }

    void entry_withATextThatIsTooLong_saysWhich()
    {
        CatalogImage endless = image();
        endless.labels[QStringLiteral("org.opencontainers.image.title")] =
            QString(301, QLatin1Char('x'));
        const auto entry = catalog::catalogEntryOf(endless);
        COMPARE_ERROR(entry, ErrorCode::InvalidImage);
        QVERIFY2(entry.error().detail.contains(QStringLiteral("/title")),
                 qPrintable(entry.error().detail));
    }
};

PIERHEAD_TEST(CatalogWriterTest)

#include "tst_catalogwriter.moc"

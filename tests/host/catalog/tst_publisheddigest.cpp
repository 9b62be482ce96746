#include "guardedtest.h"
#include "installbench.h"
#include "result.h"
#include "simulatedengine.h"
#include "testprogram.h"

#include <QTest>

using namespace pierhead;
using extensions::ExtensionSource;
using test::SimulatedEngine;

/// Installs of what a catalog lists with its digest.
class PublishedDigestTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static QString digest(char digit)
    {
        return QStringLiteral("sha256:") + QString(64, QLatin1Char(digit));
    }

    static SimulatedEngine::Image image(const QStringList &digests)
    {
        return {
            .id = QStringLiteral("sha256:one"),
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                               {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), "page"}},
            .digests = digests};
    }

    [[nodiscard]] Result<extensions::InstalledExtension> install(const QStringList &digests,
                                                                 const QString &published) const
    {
        SimulatedEngine engine;
        engine.addImage(QStringLiteral("org/sample:1.0.0"), image(digests));
        test::InstallBench bench(engine.address(), home(), QStringLiteral("amd64"));
        return bench.install(ExtensionSource{.kind = ExtensionSource::Kind::Reference,
                                             .location = QStringLiteral("org/sample:1.0.0"),
                                             .tag = {},
                                             .buildArguments = {},
                                             .publishedDigest = published});
    }

private Q_SLOTS:

    void install_thePublishedImage_isDone()
    {
        VERIFY_RESULT(install({QStringLiteral("org/other@") + digest('b'),
                               QStringLiteral("org/sample@") + digest('a')},
                              digest('a')));
    }

    void install_whereNothingWasPublished_isDone() { VERIFY_RESULT(install({}, {})); }

    void install_anotherImage_isRefused_data()
    {
        QTest::addColumn<QStringList>("digests");
        QTest::newRow("of another digest")
            << QStringList{QStringLiteral("org/sample@") + digest('b')};
        QTest::newRow("built here") << QStringList();
    }

    void install_anotherImage_isRefused()
    {
        QFETCH(const QStringList, digests);
        const auto refused = install(digests, digest('a'));
        COMPARE_ERROR(refused, ErrorCode::InvalidImage);
        QVERIFY2(refused.error().message.contains(
                     QStringLiteral("different from the published image org/sample:1.0.0")),
                 qPrintable(refused.error().message));
        QVERIFY(refused.error().detail.contains(digest('a')));
    }
};

PIERHEAD_TEST(PublishedDigestTest)

#include "tst_publisheddigest.moc"

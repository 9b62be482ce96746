#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/extensions/extensionid.h>

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace pierhead::extensions {

class ExtensionIdTest final : public test::GuardedTest
{
    Q_OBJECT

    static constexpr qsizetype longestName = 255;

private Q_SLOTS:

    void names_fromReference_areDockerDesktops_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("slug");
        QTest::addColumn<QString>("project");
        QTest::newRow("tutorial") << QStringLiteral("desktop-backend-minimal-extension:0.0.1")
                                  << QStringLiteral("desktop-backend-minimal-extension")
                                  << QStringLiteral("desktop-backend-minimal-extension")
                                  << QStringLiteral("desktop-backend-minimal-extension");
        QTest::newRow("namespace") << QStringLiteral("mochoa/coder-docker-extension:4.90.2")
                                   << QStringLiteral("mochoa/coder-docker-extension")
                                   << QStringLiteral("mochoa_coder-docker-extension")
                                   << QStringLiteral("mochoa_coder-docker-extension");
        QTest::newRow("registry") << QStringLiteral("ghcr.io/org/name")
                                  << QStringLiteral("ghcr.io/org/name")
                                  << QStringLiteral("ghcr.io_org_name")
                                  << QStringLiteral("ghcr-io_org_name");
        QTest::newRow("port") << QStringLiteral("Localhost:5000/name:1")
                              << QStringLiteral("Localhost:5000/name")
                              << QStringLiteral("Localhost_5000_name")
                              << QStringLiteral("localhost_5000_name");
        QTest::newRow("address") << QStringLiteral("[fe80::1]:5000/name")
                                 << QStringLiteral("[fe80::1]:5000/name")
                                 << QStringLiteral("fe80__1_5000_name")
                                 << QStringLiteral("fe80__1_5000_name");
        // As long as a repository's name may be; nothing is cut off.
        const QString path(longestName - 13, QLatin1Char('a'));
        QTest::newRow("long") << QStringLiteral("ghcr.io/long/") + path + QStringLiteral(":1")
                              << QStringLiteral("ghcr.io/long/") + path
                              << QStringLiteral("ghcr.io_long_") + path
                              << QStringLiteral("ghcr-io_long_") + path;
    }

    void names_fromReference_areDockerDesktops()
    {
        QFETCH(QString, reference);
        QFETCH(QString, slug);
        QFETCH(QString, project);
        const Result<ExtensionId> id = ExtensionId::parse(reference);
        VERIFY_RESULT(id);
        QTEST(id->value(), "value");
        QCOMPARE(id->slug(), slug);
        QCOMPARE(id->projectName(), project + QStringLiteral("-desktop-extension"));
        QCOMPARE(id->serviceContainerName(), slug + QStringLiteral("-desktop-extension-service"));
    }

    void parse_ownValue_isTheSame()
    {
        const Result<ExtensionId> id = ExtensionId::parse(QStringLiteral("ghcr.io/a/b:1"));
        VERIFY_RESULT(id);
        QCOMPARE(*ExtensionId::parse(id->value()), *id);
    }

    void parse_notAReference_isRefused()
    {
        COMPARE_ERROR(ExtensionId::parse(QStringLiteral("../..")), ErrorCode::InvalidArgument);
    }

    void parse_longerThanARepository_isRefused()
    {
        const QString longest(longestName, QLatin1Char('a'));
        VERIFY_RESULT(ExtensionId::parse(longest));
        COMPARE_ERROR(ExtensionId::parse(longest + QLatin1Char('a')), ErrorCode::InvalidArgument);
        // A tag does not count, a registry does.
        VERIFY_RESULT(ExtensionId::parse(longest + QStringLiteral(":1.0.0")));
        COMPARE_ERROR(ExtensionId::parse(QStringLiteral("ghcr.io/") + longest),
                      ErrorCode::InvalidArgument);
    }

    void urlHost_anyId_isAHostLabel()
    {
        const QRegularExpression label(QStringLiteral("^[a-z][a-z0-9]{1,62}$"));
        const QStringList references{QStringLiteral("a/b"),
                                     QStringLiteral("a_b"),
                                     QStringLiteral("a-b"),
                                     QStringLiteral("a.b"),
                                     QStringLiteral("a.b/c"),
                                     QStringLiteral("1"),
                                     QString(longestName, QLatin1Char('a'))};
        QSet<QString> hosts;
        for (const QString &reference : references) {
            const Result<ExtensionId> id = ExtensionId::parse(reference);
            VERIFY_RESULT(id);
            QVERIFY2(label.match(id->urlHost()).hasMatch(), qPrintable(id->urlHost()));
            hosts.insert(id->urlHost());
        }
        QCOMPARE(hosts.size(), references.size());
    }

    void urlHost_otherVersion_isTheSame()
    {
        QCOMPARE(ExtensionId::parse(QStringLiteral("a/b:1"))->urlHost(),
                 ExtensionId::parse(QStringLiteral("docker.io/a/b:2"))->urlHost());
    }
};

PIERHEAD_TEST(ExtensionIdTest)

} // namespace pierhead::extensions

#include "tst_extensionid.moc"

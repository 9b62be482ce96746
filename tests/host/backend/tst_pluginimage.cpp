#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/pluginimage.h>

using namespace pierhead;
using namespace pierhead::backend;

class PluginImageTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void expand_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QString image = QStringLiteral("org/name:1.0");
        QTest::newRow("braces") << QStringLiteral("${DESKTOP_PLUGIN_IMAGE}") << image;
        QTest::newRow("plain") << QStringLiteral("$DESKTOP_PLUGIN_IMAGE") << image;
        QTest::newRow("default is not taken")
            << QStringLiteral("${DESKTOP_PLUGIN_IMAGE:-other:2}") << image;
        QTest::newRow("short default")
            << QStringLiteral("${DESKTOP_PLUGIN_IMAGE-other:2}") << image;
        QTest::newRow("within text") << QStringLiteral("mirror/${DESKTOP_PLUGIN_IMAGE}-x")
                                     << QStringLiteral("mirror/org/name:1.0-x");
        QTest::newRow("no variable")
            << QStringLiteral("postgres:15") << QStringLiteral("postgres:15");
        QTest::newRow("dollar") << QStringLiteral("a$$b") << QStringLiteral("a$b");
        QTest::newRow("other with default")
            << QStringLiteral("${TAG:-alpine:3}") << QStringLiteral("alpine:3");
        QTest::newRow("longer name is another")
            << QStringLiteral("${DESKTOP_PLUGIN_IMAGE_X:-y}") << QStringLiteral("y");
    }

    void expand()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto expanded = expandPluginImage(text, QStringLiteral("org/name:1.0"));
        VERIFY_RESULT(expanded);
        QCOMPARE(*expanded, expected);
    }

    void expand_unknownVariable_isNamed()
    {
        const auto expanded =
            expandPluginImage(QStringLiteral("x:${TAG}"), QStringLiteral("org/name:1.0"));
        COMPARE_ERROR(expanded, ErrorCode::InvalidManifest);
        QVERIFY(expanded.error().message.contains(QStringLiteral("\"TAG\"")));
    }
};

PIERHEAD_TEST(PluginImageTest)

#include "tst_pluginimage.moc"

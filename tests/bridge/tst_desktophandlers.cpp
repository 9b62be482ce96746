#include "fakedesktop.h"
#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/desktophandlers.h>

#include <QTest>

namespace pierhead::bridge {

/// What a page asks of the window.
class DesktopHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    MethodTable m_methods;
    test::FakeDesktop m_desktop;

    [[nodiscard]] PageContext context()
    {
        return PageContext{
            test::testExtension(home()), engine::EngineClient(engine::EngineAddress{}), &m_desktop};
    }

private Q_SLOTS:

    void initTestCase() { addDesktopHandlers(m_methods); }

    void toast_eachKind_reachesTheDesktop()
    {
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        fake.call(QStringLiteral("desktopUI.toast.success"), {{"message", "a"}});
        fake.call(QStringLiteral("desktopUI.toast.warning"), {{"message", "b"}});
        const CallId id =
            fake.call(QStringLiteral("desktopUI.toast.error"), {{"message", "<b>c</b>"}});
        QVERIFY(fake.answerTo(id).at("result").is_null());
        QCOMPARE(m_desktop.toasts,
                 (QStringList{QStringLiteral("success: a"),
                              QStringLiteral("warning: b"),
                              QStringLiteral("error: <b>c</b>")}));
    }

    void openExternal_httpAndNothingElse_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("opens");
        QTest::newRow("https") << QStringLiteral("https://example.org/a?b=c#d") << true;
        QTest::newRow("http") << QStringLiteral("http://localhost:8080") << true;
        QTest::newRow("upper case") << QStringLiteral("HTTPS://example.org/") << true;
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << false;
        QTest::newRow("javascript") << QStringLiteral("javascript:alert(1)") << false;
        QTest::newRow("extension") << QStringLiteral("extension://abc/index.html") << false;
        QTest::newRow("no host") << QStringLiteral("http:///etc/passwd") << false;
        QTest::newRow("path") << QStringLiteral("/etc/passwd") << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("option") << QStringLiteral("--help") << false;
        QTest::newRow("blank before") << QStringLiteral(" file:///x http://a") << false;
    }

    void openExternal_httpAndNothingElse()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, opens);
        m_desktop.urls.clear();
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("host.openExternal"), {{"url", url}});
        QCOMPARE(json::fieldOr<QString>(fake.answerTo(id), "code", {}),
                 opens ? QString() : QStringLiteral("invalid-argument"));
        QCOMPARE(m_desktop.urls.size(), opens ? 1 : 0);
    }

    void openExternal_whatBrowsersEncode_isEncoded_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("opened");
        QTest::newRow("as it is") << QStringLiteral("https://a.org/x?y=%20#z")
                                  << QStringLiteral("https://a.org/x?y=%20#z");
        QTest::newRow("blank") << QStringLiteral("https://a.org/search?q=foo bar")
                               << QStringLiteral("https://a.org/search?q=foo%20bar");
        QTest::newRow("JSON") << QStringLiteral("https://a.org/explore?left={'a':[1]}")
                              << QStringLiteral("https://a.org/explore?left=%7B'a':[1]%7D");
        QTest::newRow("percent") << QStringLiteral("https://a.org/?discount=50%")
                                 << QStringLiteral("https://a.org/?discount=50%25");
        QTest::newRow("blanks around")
            << QStringLiteral(" https://a.org/\n") << QStringLiteral("https://a.org/");
        QTest::newRow("letters") << QStringLiteral("https://a.org/ü")
                                 << QStringLiteral("https://a.org/%C3%BC");
    }

    void openExternal_whatBrowsersEncode_isEncoded()
    {
        QFETCH(const QString, url);
        m_desktop.urls.clear();
        BridgeRouter router(context(), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(QStringLiteral("host.openExternal"), {{"url", url}});
        QVERIFY(fake.answerTo(id).at("result").is_null());
        QCOMPARE(m_desktop.urls.size(), 1);
        QTEST(m_desktop.urls.first(), "opened");
    }
};

PIERHEAD_TEST(DesktopHandlersTest)

} // namespace pierhead::bridge

#include "tst_desktophandlers.moc"

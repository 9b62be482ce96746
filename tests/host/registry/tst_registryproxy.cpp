#include "connectproxy.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"
#include "testregistry.h"

#include <host/registry/registryclient.h>

#include <QTest>

#include <optional>

using namespace pierhead;
using namespace pierhead::registry;
using test::await;
using test::ConnectProxy;
using test::SavedImage;
using test::TestRegistry;

namespace {

const QString proxiedPath = QStringLiteral("tests/proxied");
const QString proxiedTag = QStringLiteral("1.0.0");
/// No name service knows it, so that whoever gets there was led by the proxy.
const QString farName = QStringLiteral("registry.example");
constexpr auto farAuthority = "registry.example:443";
constexpr auto notTheSecret = "not-that-one";

} // namespace

/// A real registry behind a proxy that the environment names.
class RegistryProxyTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<TestRegistry> m_registry;

    [[nodiscard]] Result<QStringList> tagsAt(const QString &name) const
    {
        return await(RegistryClient(name, m_registry->login(), home()).tags(proxiedPath));
    }

    /// This machine by a name that is not passed over for being its own.
    [[nodiscard]] QString nearName() const
    {
        return QStringLiteral("0.0.0.0:%1").arg(m_registry->port());
    }

    /// That the request failed for the proxy, and says so without the secret.
    static void checkFailure(const Result<QStringList> &tags)
    {
        COMPARE_ERROR(tags, ErrorCode::Io);
        const QString told = tags.error().message + tags.error().detail;
        QVERIFY2(told.contains(farName) && told.contains(QStringLiteral("Proxy")),
                 qPrintable(told));
        QVERIFY2(!told.contains(QLatin1String(notTheSecret)), qPrintable(told));
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_registry = std::make_unique<TestRegistry>(TestRegistry::Access::Login);
        m_registry->start();
        const SavedImage image{.reference = {},
                               .files = {{QStringLiteral("metadata.json"), "{}"}},
                               .labels = {},
                               .architecture = QStringLiteral("amd64")};
        QVERIFY(!m_registry->push(proxiedPath, proxiedTag, {image}).isEmpty());
        qputenv("SSL_CERT_FILE", m_registry->authority().toUtf8());
    }

    void cleanupTestCase() { m_registry.reset(); }

    void init()
    {
        GuardedTest::init();
        // What this machine itself is behind does not count.
        for (const char *name : {"HTTPS_PROXY",
                                 "https_proxy",
                                 "HTTP_PROXY",
                                 "http_proxy",
                                 "ALL_PROXY",
                                 "all_proxy",
                                 "NO_PROXY",
                                 "no_proxy"}) {
            qunsetenv(name);
        }
    }

    void tags_byTheProxy_areListed_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QByteArray>("given");
        const QByteArray variable("HTTPS_PROXY");
        QTest::newRow("anybody") << variable << QByteArray() << QByteArray();
        QTest::newRow("in small letters")
            << QByteArray("https_proxy") << QByteArray() << QByteArray();
        QTest::newRow("login") << variable << QByteArray("moby:sesame")
                               << QByteArray("moby:sesame");
        QTest::newRow("login with the signs of a URL")
            << variable << QByteArray("moby:p@ss/w:rd?") << QByteArray("moby:p%40ss%2Fw%3Ard%3F");
    }

    void tags_byTheProxy_areListed()
    {
        QFETCH(const QByteArray, variable);
        QFETCH(const QByteArray, wanted);
        QFETCH(const QByteArray, given);
        ConnectProxy proxy(wanted);
        proxy.lead(farAuthority, m_registry->port());
        qputenv(variable.constData(), proxy.url(given));
        const auto tags = tagsAt(farName);
        VERIFY_RESULT(tags);
        QCOMPARE(*tags, QStringList{proxiedTag});
        QVERIFY(proxy.led().contains(farAuthority));
    }

    void tags_proxyDoesNotTakeTheLogin_areAnErrorWithoutThePassword_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("wrong") << QByteArray("moby:") + notTheSecret;
    }

    void tags_proxyDoesNotTakeTheLogin_areAnErrorWithoutThePassword()
    {
        QFETCH(const QByteArray, given);
        ConnectProxy proxy("moby:sesame");
        proxy.lead(farAuthority, m_registry->port());
        qputenv("HTTPS_PROXY", proxy.url(given));
        checkFailure(tagsAt(farName));
        QVERIFY(proxy.refused().contains(farAuthority));
        QCOMPARE(proxy.led(), QList<QByteArray>());
    }

    void tags_proxyIsNotThere_areAnErrorWithoutThePassword()
    {
        std::optional<ConnectProxy> proxy(std::in_place);
        qputenv("HTTPS_PROXY", proxy->url(QByteArray("moby:") + notTheSecret));
        proxy.reset();
        checkFailure(tagsAt(farName));
    }

    void tags_noProxyNamesTheHost_areAskedForDirectly_data()
    {
        QTest::addColumn<QByteArray>("noProxy");
        QTest::addColumn<bool>("isLed");
        QTest::newRow("nobody") << QByteArray() << true;
        QTest::newRow("the host") << QByteArray("0.0.0.0") << false;
        QTest::newRow("among others")
            << QByteArray("localhost, registry.example, 0.0.0.0") << false;
        QTest::newRow("others alone") << QByteArray("registry.example,10.0.0.0/8") << true;
    }

    void tags_noProxyNamesTheHost_areAskedForDirectly()
    {
        QFETCH(const QByteArray, noProxy);
        QFETCH(const bool, isLed);
        ConnectProxy proxy;
        proxy.lead(nearName().toUtf8(), m_registry->port());
        qputenv("HTTPS_PROXY", proxy.url());
        qputenv("NO_PROXY", noProxy);
        VERIFY_RESULT(tagsAt(nearName()));
        QCOMPARE(!proxy.led().isEmpty(), isLed);
    }
};

PIERHEAD_TEST(RegistryProxyTest)

#include "tst_registryproxy.moc"

#include "guardedtest.h"
#include "playedimage.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"
#include "testregistry.h"

#include <host/base/machine.h>
#include <host/registry/credentials.h>
#include <host/registry/login.h>
#include <host/updates/updatelookup.h>
#include <host/updates/updateoffer.h>

#include <QTest>

using namespace pierhead;
using test::await;
using test::SavedImage;
using test::TestRegistry;

/// Versions of a real registry that wants a login, with a real keyring (tests/with-keyring).
class RealUpdatesTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<TestRegistry> m_registry;

    [[nodiscard]] Result<void> logIn(const QString &password) const
    {
        const registry::Account account{m_registry->login().username, password};
        return await(registry::logIn(Paths::fromEnvironment(), m_registry->name(), account));
    }

    [[nodiscard]] bool isKept() const
    {
        const auto found =
            await(registry::credentialsFor(Paths::fromEnvironment(), m_registry->name()));
        return found && found->has_value();
    }

    static std::vector<Error> lookUp()
    {
        const Paths paths = Paths::fromEnvironment();
        const updates::LookupRequest request;
        return await(
            updates::lookUpVersions(paths, extensions::ExtensionStore(paths).list(), request, {}));
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_registry = std::make_unique<TestRegistry>(TestRegistry::Access::Login);
        m_registry->start();
        qputenv("SSL_CERT_FILE", m_registry->authority().toUtf8());
        for (const char *tag : {"1.0.0", "1.2.0", "latest"}) {
            const SavedImage image{.reference = {},
                                   .files = {{QStringLiteral("metadata.json"), "{}"}},
                                   .labels = test::fittingLabels(),
                                   .architecture = machineArchitecture()};
            QVERIFY(!m_registry->push(QStringLiteral("org/name"), QString::fromLatin1(tag), {image})
                         .isEmpty());
        }
    }

    void cleanupTestCase() { m_registry.reset(); }

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
    }

    void logIn_wrongPassword_isRefusedAndNotKept()
    {
        const auto refused = logIn(QStringLiteral("not that one"));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        const QString words = refused.error().message + refused.error().detail;
        QVERIFY2(!words.contains(QStringLiteral("not that one")), qPrintable(words));
        QVERIFY2(!words.contains(QStringLiteral("docker extension login")), qPrintable(words));
        QVERIFY(!isKept());
        COMPARE_ERROR(logIn({}), ErrorCode::InvalidArgument);
    }

    void lookUp_withTheLogin_findsTheVersion()
    {
        const auto extension =
            test::sampleExtension(m_registry->name() + QStringLiteral("/org/name:1.0.0"),
                                  QStringLiteral("name"),
                                  QStringLiteral("1.0.0"));
        VERIFY_RESULT(
            test::storeExtension(extensions::ExtensionStore(Paths::fromEnvironment()), extension));
        const auto failures = lookUp();
        QCOMPARE(failures.size(), std::size_t(1));
        QCOMPARE(wireName(failures.front().code), wireName(ErrorCode::PermissionDenied));

        VERIFY_RESULT(logIn(m_registry->login().password));
        QVERIFY(isKept());
        QVERIFY(lookUp().empty());
        const updates::UpdateCache cache(Paths::fromEnvironment());
        QCOMPARE(updates::offeredVersion(extension, cache.read(), policy::Policy::ofThisMachine()),
                 QStringLiteral("1.2.0"));
        QVERIFY(!test::readFile(cache.path()).contains(m_registry->login().password.toUtf8()));
        VERIFY_RESULT(await(registry::forgetLogin(Paths::fromEnvironment(), m_registry->name())));
    }
};

PIERHEAD_TEST(RealUpdatesTest)

#include "tst_realupdates.moc"

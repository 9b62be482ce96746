#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"
#include "testregistry.h"

#include <host/registry/registryclient.h>

#include <QTest>

using namespace pierhead;
using namespace pierhead::registry;
using test::await;
using test::SavedImage;
using test::TestRegistry;

namespace {

const QString realPath = QStringLiteral("tests/sample");
const QString single = QStringLiteral("1.0.0");
const QString several = QStringLiteral("1.1.0");

SavedImage imageFor(const QString &architecture)
{
    return {.reference = {},
            .files = {{QStringLiteral("metadata.json"), "{}"}},
            .labels = {{QStringLiteral("title"), QStringLiteral("For ") + architecture}},
            .architecture = architecture};
}

} // namespace

/// The Distribution API as Debian's docker-registry speaks it.
class RealRegistryTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<TestRegistry> m_open;
    std::unique_ptr<TestRegistry> m_closed;
    QString m_digest; ///< of `several`

    [[nodiscard]] RegistryClient loggedIn() const
    {
        return RegistryClient(m_closed->name(), m_closed->login(), m_closed->certificates());
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_open = std::make_unique<TestRegistry>(TestRegistry::Access::Open);
        m_open->start();
        m_closed = std::make_unique<TestRegistry>(TestRegistry::Access::Login);
        m_closed->start();
        const QList<SavedImage> both{imageFor(QStringLiteral("amd64")),
                                     imageFor(QStringLiteral("arm64"))};
        QVERIFY(!m_open->push(realPath, single, {both.front()}).isEmpty());
        QVERIFY(!m_closed->push(realPath, single, {both.front()}).isEmpty());
        m_digest = m_closed->push(realPath, several, both);
    }

    void cleanupTestCase()
    {
        m_open.reset();
        m_closed.reset();
    }

    void tags_withoutTls_areListed()
    {
        const RegistryClient client(m_open->name(), {}, home());
        const auto tags = await(client.tags(realPath));
        VERIFY_RESULT(tags);
        QCOMPARE(*tags, QStringList{single});
    }

    void tags_withTheLogin_areListed()
    {
        auto tags = await(loggedIn().tags(realPath));
        VERIFY_RESULT(tags);
        tags->sort(); // it says them in any order
        QCOMPARE(*tags, QStringList({single, several}));
    }

    void tags_unknownRepository_isNotFound()
    {
        const auto tags = await(loggedIn().tags(QStringLiteral("tests/unknown")));
        COMPARE_ERROR(tags, ErrorCode::NotFound);
    }

    void checkLogin_right_isTaken() { VERIFY_RESULT(await(loggedIn().checkLogin())); }

    void checkLogin_wrong_isRefusedWithoutTellingThePassword()
    {
        engine::RegistryLogin wrong = m_closed->login();
        wrong.password = QStringLiteral("not-that-one");
        const RegistryClient client(m_closed->name(), wrong, m_closed->certificates());
        const auto taken = await(client.checkLogin());
        COMPARE_ERROR(taken, ErrorCode::PermissionDenied);
        QVERIFY(!(taken.error().message + taken.error().detail)
                     .contains(QStringLiteral("not-that-one")));
    }

    void checkLogin_none_saysHowToLogIn()
    {
        const RegistryClient client(m_closed->name(), {}, m_closed->certificates());
        const auto taken = await(client.checkLogin());
        COMPARE_ERROR(taken, ErrorCode::PermissionDenied);
        QVERIFY2(taken.error().message.contains(QStringLiteral("docker extension login ")
                                                + m_closed->name()),
                 qPrintable(taken.error().message));
    }

    void checkLogin_unknownAuthority_saysWhereItsCertificateGoes()
    {
        const RegistryClient client(m_closed->name(), m_closed->login(), home());
        const auto taken = await(client.checkLogin());
        COMPARE_ERROR(taken, ErrorCode::Io);
        QVERIFY2(taken.error().message.contains(QStringLiteral("not trusted"))
                     && taken.error().message.contains(
                         QStringLiteral("/etc/docker/certs.d/%1/ca.crt").arg(m_closed->name())),
                 qPrintable(taken.error().message));
        QVERIFY(!taken.error().detail.isEmpty());
    }

    void checkLogin_authorityOfTheEnvironment_isTrusted()
    {
        qputenv("SSL_CERT_FILE", m_closed->authority().toUtf8());
        const RegistryClient client(m_closed->name(), m_closed->login(), home());
        qunsetenv("SSL_CERT_FILE");
        VERIFY_RESULT(await(client.checkLogin()));
    }

    void digest_tag_isWhatWasPushed()
    {
        const auto digest = await(loggedIn().digest(realPath, several));
        VERIFY_RESULT(digest);
        QCOMPARE(*digest, m_digest);
        const auto again = await(loggedIn().digest(realPath, *digest));
        VERIFY_RESULT(again);
        QCOMPARE(*again, m_digest);
    }

    void digest_unknownTag_isNotFound()
    {
        const auto digest = await(loggedIn().digest(realPath, QStringLiteral("9.9.9")));
        COMPARE_ERROR(digest, ErrorCode::NotFound);
        QVERIFY2(digest.error().message.contains(m_closed->name()
                                                 + QStringLiteral("/tests/sample:9.9.9")),
                 qPrintable(digest.error().message));
    }

    void image_index_isTheOneForTheArchitecture_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("architecture");
        QTest::newRow("first") << several << QStringLiteral("amd64");
        QTest::newRow("second") << several << QStringLiteral("arm64");
        QTest::newRow("by its digest") << m_digest << QStringLiteral("arm64");
        QTest::newRow("no index") << single << QStringLiteral("amd64");
    }

    void image_index_isTheOneForTheArchitecture()
    {
        QFETCH(const QString, reference);
        QFETCH(const QString, architecture);
        const auto image = await(loggedIn().image(realPath, reference, architecture));
        VERIFY_RESULT(image);
        QCOMPARE(image->labels.value(QStringLiteral("title")),
                 QStringLiteral("For ") + architecture);
        QCOMPARE(image->digest == m_digest, reference != single);
    }

    void image_otherArchitecture_isRefused()
    {
        const QString other = QStringLiteral("s390x");
        const auto ofSeveral = await(loggedIn().image(realPath, several, other));
        COMPARE_ERROR(ofSeveral, ErrorCode::InvalidImage);
        QVERIFY2(ofSeveral.error().message.contains(QStringLiteral("amd64, arm64")),
                 qPrintable(ofSeveral.error().message));
        COMPARE_ERROR(await(loggedIn().image(realPath, single, other)), ErrorCode::InvalidImage);
    }
};

PIERHEAD_TEST(RealRegistryTest)

#include "tst_realregistry.moc"

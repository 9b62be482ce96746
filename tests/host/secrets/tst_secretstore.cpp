#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/process/runprocess.h>
#include <host/secrets/secretstore.h>

#include <QFile>
#include <QTest>

using namespace pierhead;
using namespace pierhead::secrets;
using pierhead::test::await;

/// Secrets in a real keyring (tests/with-keyring).
class SecretStoreTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] SecretStore store(const QString &owner = QStringLiteral("test/one")) const
    {
        QString file = owner;
        return {owner,
                home() + QLatin1Char('/') + file.replace(QLatin1Char('/'), QLatin1Char('_'))};
    }

    /// What somebody else finds in the keyring.
    static QByteArray lookUp(const QString &key)
    {
        process::ProcessSpec spec;
        spec.program = QStringLiteral("secret-tool");
        spec.arguments = QStringList{QStringLiteral("lookup"),
                                     QStringLiteral("server"),
                                     QStringLiteral("Pierhead"),
                                     QStringLiteral("user"),
                                     key};
        const auto found = await(process::run(std::move(spec)));
        return found ? found->standardOutput : QByteArray("no secret-tool");
    }

private Q_SLOTS:

    void set_value_isInTheKeyringAndNowhereElse()
    {
        const QString value = QStringLiteral("tok\u00e9n \"quoted\"\nsecond line");
        VERIFY_RESULT(await(store().set(QStringLiteral("token"), value)));
        const auto got = await(store().get(QStringLiteral("token")));
        VERIFY_RESULT(got);
        QCOMPARE(*got, std::optional(value));
        QCOMPARE(lookUp(QStringLiteral("test/one token")), value.toUtf8());
        QFile index(home() + QStringLiteral("/test_one"));
        QVERIFY(index.open(QIODevice::ReadOnly));
        QCOMPARE(index.readAll(), QByteArray(R"(["token"])"));

        VERIFY_RESULT(await(store().set(QStringLiteral("token"), QStringLiteral("second"))));
        QCOMPARE(await(store().get(QStringLiteral("token"))).value_or(std::nullopt),
                 std::optional(QStringLiteral("second")));
        VERIFY_RESULT(await(store().removeAll()));
    }

    void get_unknown_isNothing()
    {
        const auto got = await(store().get(QStringLiteral("unknown")));
        VERIFY_RESULT(got);
        QCOMPARE(*got, std::optional<QString>());
    }

    void get_ofAnotherOwner_isNothing()
    {
        VERIFY_RESULT(await(store().set(QStringLiteral("a"), QStringLiteral("b"))));
        const auto got = await(store(QStringLiteral("test/two")).get(QStringLiteral("a")));
        VERIFY_RESULT(got);
        QCOMPARE(*got, std::optional<QString>());
        VERIFY_RESULT(await(store().removeAll()));
    }

    void remove_secret_isGone()
    {
        VERIFY_RESULT(await(store().set(QStringLiteral("a"), QStringLiteral("b"))));
        VERIFY_RESULT(await(store().remove(QStringLiteral("a"))));
        QCOMPARE(await(store().get(QStringLiteral("a"))).value_or(QString()),
                 std::optional<QString>());
        QCOMPARE(lookUp(QStringLiteral("test/one a")), QByteArray());
        VERIFY_RESULT(await(store().remove(QStringLiteral("a"))));
    }

    void removeAll_allAreGone_andNoneOfOthers()
    {
        const SecretStore other = store(QStringLiteral("test/two"));
        VERIFY_RESULT(await(other.set(QStringLiteral("a"), QStringLiteral("kept"))));
        VERIFY_RESULT(await(store().set(QStringLiteral("a"), QStringLiteral("1"))));
        VERIFY_RESULT(await(store().set(QStringLiteral("b"), QStringLiteral("2"))));
        VERIFY_RESULT(await(store().removeAll()));
        QCOMPARE(lookUp(QStringLiteral("test/one a")), QByteArray());
        QCOMPARE(lookUp(QStringLiteral("test/one b")), QByteArray());
        QCOMPARE(lookUp(QStringLiteral("test/two a")), QByteArray("kept"));
        VERIFY_RESULT(await(other.removeAll()));
    }

    void set_badArguments_areRefused()
    {
        const Result<void> nameless = await(store().set(QString(), QStringLiteral("a")));
        COMPARE_ERROR(nameless, ErrorCode::InvalidArgument);
        const Result<void> longName =
            await(store().set(QString(200, QLatin1Char('n')), QStringLiteral("a")));
        COMPARE_ERROR(longName, ErrorCode::InvalidArgument);
        const Result<void> longValue =
            await(store().set(QStringLiteral("a"), QString(70'000, QLatin1Char('v'))));
        COMPARE_ERROR(longValue, ErrorCode::InvalidArgument);
    }

    void set_indexCannotBeWritten_keepsNothing()
    {
        const SecretStore broken(QStringLiteral("test/three"),
                                 home() + QStringLiteral("/no/index"));
        const Result<void> kept = await(broken.set(QStringLiteral("a"), QStringLiteral("b")));
        COMPARE_ERROR(kept, ErrorCode::Io);
        QCOMPARE(lookUp(QStringLiteral("test/three a")), QByteArray());
    }
};

PIERHEAD_TEST(SecretStoreTest)

#include "tst_secretstore.moc"

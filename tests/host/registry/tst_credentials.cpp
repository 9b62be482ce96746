#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/registry/credentials.h>
#include <host/registry/dockerlogins.h>

#include <QDirIterator>
#include <QTest>

using namespace pierhead;
using namespace pierhead::registry;
using engine::RegistryLogin;
using test::await;
using test::readFile;
using test::writeFile;

namespace {

const QString password = QStringLiteral("pa:ss w\u00f6rd \"quoted\"");

QByteArray encoded(const QString &text)
{
    return text.toUtf8().toBase64();
}

} // namespace

/// Whose login it is that a registry gets: the docker program's, then that of the keyring
/// (tests/with-keyring).
class CredentialsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    QByteArray m_path = qgetenv("PATH");

    [[nodiscard]] QString settingsPath() const
    {
        return home() + QStringLiteral("/docker/config.json");
    }

    void writeSettings(const QByteArray &json) const { writeFile(settingsPath(), json); }

    /// A helper docker-credential-<name>, which notes what it was asked and answers so.
    void writeHelper(const QString &name, const QByteArray &answer, int exitCode = 0) const
    {
        const QString file = home() + QStringLiteral("/bin/docker-credential-") + name;
        writeFile(home() + QStringLiteral("/answer-") + name, answer);
        writeFile(file,
                  "#!/bin/sh\necho \"$*|$(cat)\" >>\"${0%/bin/*}/asked\"\ncat \"${0%/bin/*}/answer-"
                      + name.toUtf8() + "\"\nexit " + QByteArray::number(exitCode) + '\n');
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QByteArray asked() const { return readFile(home() + QStringLiteral("/asked")); }

    [[nodiscard]] static Result<std::optional<RegistryLogin>> find(const QString &registry)
    {
        return await(credentialsFor(Paths::fromEnvironment(), registry));
    }

    /// "server|username|password|token", or what went wrong.
    [[nodiscard]] static QString textOf(const Result<std::optional<RegistryLogin>> &found)
    {
        if (!found) {
            return found.error().message;
        }
        return *found ? QStringList{(*found)->server,
                                    (*found)->username,
                                    (*found)->password,
                                    (*found)->identityToken}
                            .join(QLatin1Char('|'))
                      : QStringLiteral("nothing");
    }

    [[nodiscard]] static QString found(const QString &registry) { return textOf(find(registry)); }

    [[nodiscard]] static RegistryLogin loginTo(const QString &registry)
    {
        return {registry, QStringLiteral("moby"), password, {}};
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        qputenv("PATH", (home() + QStringLiteral("/bin:")).toUtf8() + m_path);
    }

    void credentialsFor_noSettings_isNothing()
    {
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("nothing"));
    }

    void credentialsFor_auths_areRead_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("registry");
        QTest::addColumn<bool>("isMeant");
        const auto row =
            [](const char *name, const QString &key, const QString &registry, bool isMeant) {
                QTest::newRow(name) << key << registry << isMeant;
            };
        const QString ghcr = QStringLiteral("ghcr.io");
        const QString hub = QStringLiteral("docker.io");
        row("by its name", ghcr, ghcr, true);
        row("as a URL", QStringLiteral("https://ghcr.io"), ghcr, true);
        row("as a URL with a path", QStringLiteral("https://ghcr.io/v1/"), ghcr, true);
        row("with a port",
            QStringLiteral("localhost:5000"),
            QStringLiteral("localhost:5000"),
            true);
        row("another port",
            QStringLiteral("localhost:5001"),
            QStringLiteral("localhost:5000"),
            false);
        row("another host", QStringLiteral("evil-ghcr.io"), ghcr, false);
        row("Docker Hub", QStringLiteral("https://index.docker.io/v1/"), hub, true);
        row("not Docker Hub", QStringLiteral("docker.io.example"), hub, false);
    }

    void credentialsFor_auths_areRead()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, registry);
        QFETCH(const bool, isMeant);
        writeSettings(R"({"auths": {")" + key.toUtf8() + R"(": {"auth": ")"
                      + encoded(QStringLiteral("moby:") + password) + R"("}}})");
        const QString expected = QStringLiteral("%1|moby|%2|").arg(dockerKey(registry), password);
        QCOMPARE(found(registry), isMeant ? expected : QStringLiteral("nothing"));
    }

    void credentialsFor_emptyEntry_isNothing()
    {
        writeSettings(R"({"auths": {"ghcr.io": {}}})");
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("nothing"));
    }

    void credentialsFor_identityToken_isTaken()
    {
        writeSettings(R"({"auths": {"ghcr.io": {"auth": ")" + encoded(QStringLiteral("moby:"))
                      + R"(", "identitytoken": "abc"}}})");
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("ghcr.io|moby||abc"));
    }

    void credentialsFor_brokenSettings_isAnErrorThatNamesTheFileAndTellsNoSecret_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::newRow("cut off") << QByteArray(R"({"auths": {"ghcr.io": {"auth": "c2VjcmV0)");
        QTest::newRow("auth is a number") << QByteArray(R"({"auths": {"ghcr.io": {"auth": 7}}})");
        QTest::newRow("auths is a list") << QByteArray(R"({"auths": ["c2VjcmV0"]})");
        QTest::newRow("no base64")
            << QByteArray(R"({"auths": {"ghcr.io": {"auth": "c2VjcmV0!"}}})");
        QTest::newRow("no colon") << QByteArray(R"({"auths": {"ghcr.io": {"auth": "c2VjcmV0"}}})");
        QTest::newRow("helper with a path") << QByteArray(R"({"credsStore": "../c2VjcmV0"})");
        QTest::newRow("helper with a blank")
            << QByteArray(R"({"credHelpers": {"ghcr.io": "a c2VjcmV0"}})");
    }

    void credentialsFor_brokenSettings_isAnErrorThatNamesTheFileAndTellsNoSecret()
    {
        QFETCH(const QByteArray, settings);
        writeSettings(settings);
        const auto login = find(QStringLiteral("ghcr.io"));
        QVERIFY(!login);
        QVERIFY2(login.error().message.contains(settingsPath()), qPrintable(login.error().message));
        const QString told = login.error().message + login.error().detail;
        QVERIFY2(!told.contains(QStringLiteral("c2VjcmV0"))
                     && !told.contains(QStringLiteral("secret")),
                 qPrintable(told));
        QCOMPARE(readFile(settingsPath()), settings);
    }

    void credentialsFor_helperOfTheRegistry_comesFirst()
    {
        writeHelper(QStringLiteral("one"),
                    R"({"ServerURL": "ghcr.io", "Username": "helped", "Secret": "s"})");
        writeHelper(QStringLiteral("two"), R"({"Username": "stored", "Secret": "t"})");
        writeSettings(R"({"credHelpers": {"ghcr.io": "one"}, "credsStore": "two",
                          "auths": {"ghcr.io": {"auth": ")"
                      + encoded(QStringLiteral("kept:x")) + R"("}}})");
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("ghcr.io|helped|s|"));
        QCOMPARE(asked(), QByteArray("get|ghcr.io\n"));
        QCOMPARE(found(QStringLiteral("docker.io")),
                 QStringLiteral("https://index.docker.io/v1/|stored|t|"));
        QCOMPARE(asked(), QByteArray("get|ghcr.io\nget|https://index.docker.io/v1/\n"));
    }

    void credentialsFor_helperWithAToken_isAnIdentityToken()
    {
        writeHelper(QStringLiteral("one"), R"({"Username": "<token>", "Secret": "abc"})");
        writeSettings(R"({"credsStore": "one"})");
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("ghcr.io|||abc"));
    }

    void credentialsFor_helperHasNone_asksTheFile()
    {
        writeHelper(QStringLiteral("one"), "credentials not found in native keychain\n", 1);
        writeSettings(R"({"credsStore": "one", "auths": {"ghcr.io": {"auth": ")"
                      + encoded(QStringLiteral("kept:x")) + R"("}}})");
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("ghcr.io|kept|x|"));
    }

    void credentialsFor_helperFails_isAnErrorWithoutItsOutput_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("exit code") << QByteArray(R"({"Username": "a", "Secret": "hush"})") << 3;
        QTest::newRow("no JSON") << QByteArray("hush") << 0;
        QTest::newRow("something else") << QByteArray(R"({"hush": "hush"})") << 0;
    }

    void credentialsFor_helperFails_isAnErrorWithoutItsOutput()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, exitCode);
        writeHelper(QStringLiteral("one"), answer, exitCode);
        writeSettings(R"({"credsStore": "one"})");
        const auto login = find(QStringLiteral("ghcr.io"));
        COMPARE_ERROR(login, ErrorCode::ProcessFailed);
        QVERIFY2(login.error().message.contains(QStringLiteral("docker-credential-one"))
                     && login.error().message.contains(settingsPath()),
                 qPrintable(login.error().message));
        QVERIFY(!(login.error().message + login.error().detail).contains(QStringLiteral("hush")));
    }

    void credentialsFor_helperMissing_namesItAndTheFile()
    {
        writeSettings(R"({"credsStore": "desktop-that-went"})");
        const auto login = find(QStringLiteral("ghcr.io"));
        COMPARE_ERROR(login, ErrorCode::ProcessFailed);
        QVERIFY2(
            login.error().message.contains(QStringLiteral("docker-credential-desktop-that-went"))
                && login.error().message.contains(settingsPath()),
            qPrintable(login.error().message));
    }

    void credentialsFor_helperThatHangs_canBeStopped()
    {
        writeFile(home() + QStringLiteral("/bin/docker-credential-slow"),
                  "#!/bin/sh\nexec sleep 1000\n");
        QFile::setPermissions(home() + QStringLiteral("/bin/docker-credential-slow"),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        writeSettings(R"({"credsStore": "slow"})");
        StopSource stop;
        auto running =
            credentialsFor(Paths::fromEnvironment(), QStringLiteral("ghcr.io"), stop.get_token());
        stop.request_stop();
        COMPARE_ERROR(await(std::move(running)), ErrorCode::Cancelled);
    }

    void keepLogin_keyring_isFoundAgainAndInNoFile()
    {
        const Paths paths = Paths::fromEnvironment();
        const QString registry = QStringLiteral("localhost:5000");
        VERIFY_RESULT(await(keepLogin(paths, registry, loginTo(registry))));
        QCOMPARE(found(registry), QStringLiteral("localhost:5000|moby|%1|").arg(password));
        QCOMPARE(found(QStringLiteral("ghcr.io")), QStringLiteral("nothing"));
        QDirIterator files(home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        QStringList names;
        while (files.hasNext()) {
            const QByteArray content = readFile(files.next());
            names.append(files.fileName());
            QVERIFY2(!content.contains("pa:ss") && !content.contains("moby"), content.constData());
        }
        QCOMPARE(names, QStringList{QStringLiteral("registries.json")});

        QCOMPARE(await(forgetLogin(paths, registry)).value_or(false), true);
        QCOMPARE(found(registry), QStringLiteral("nothing"));
        QCOMPARE(await(forgetLogin(paths, registry)).value_or(true), false);
    }

    void credentialsFor_dockerAndKeyring_isDockers()
    {
        const Paths paths = Paths::fromEnvironment();
        const QString registry = QStringLiteral("ghcr.io");
        VERIFY_RESULT(await(keepLogin(paths, registry, loginTo(registry))));
        writeSettings(R"({"auths": {"ghcr.io": {"auth": ")" + encoded(QStringLiteral("kept:x"))
                      + R"("}}})");
        QCOMPARE(found(registry), QStringLiteral("ghcr.io|kept|x|"));
        VERIFY_RESULT(await(forgetLogin(paths, registry)));
    }
};

PIERHEAD_TEST(CredentialsTest)

#include "tst_credentials.moc"

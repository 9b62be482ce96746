#include "fakeengine.h"
#include "guardedtest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"
#include "testregistry.h"
#include "webserver.h"

#include <host/registry/credentials.h>

#include <QDirIterator>
#include <QUrl>

namespace pierhead::test {

namespace {

/// A password in the forms that a program might write it in, without the ends that the rest of a
/// line decides about.
QList<QByteArray> secretForms(const engine::RegistryLogin &login)
{
    constexpr auto open = QByteArray::OmitTrailingEquals;
    const QByteArray password = login.password.toUtf8();
    const QByteArray both = login.username.toUtf8() + ':' + password;
    QList<QByteArray> forms{password, password.toPercentEncoding()};
    for (const QByteArray &text : {password, both}) {
        forms.append(text.toBase64(open));
        forms.append(text.toBase64(open | QByteArray::Base64UrlEncoding));
    }
    return forms;
}

/// The forms that are in the text.
QByteArray formsIn(const QByteArray &text, const QList<QByteArray> &forms)
{
    QByteArray found;
    for (const QByteArray &form : forms) {
        found += text.contains(form) ? form + '\n' : QByteArray();
    }
    return found;
}

/// What every process on the machine was started with, as anybody may read it.
QByteArray allArguments()
{
    QByteArray all;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (file.open(QIODevice::ReadOnly)) {
            all += file.readAll().replace('\0', ' ') + '\n';
        }
    }
    return all;
}

} // namespace

/// login and logout, with a real registry and a real keyring (tests/with-keyring).
class CliLoginTest final : public GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<TestRegistry> m_registry;

    [[nodiscard]] QStringList loginArguments(const QString &user = QStringLiteral("moby")) const
    {
        return {QStringLiteral("login"),
                m_registry->name(),
                QStringLiteral("--username"),
                user,
                QStringLiteral("--password-stdin")};
    }

    /// "moby|password", "nothing", or what went wrong.
    [[nodiscard]] QString kept() const
    {
        const auto found =
            await(registry::credentialsFor(Paths::fromEnvironment(), m_registry->name()));
        if (!found) {
            return found.error().message;
        }
        return *found ? (*found)->username + QLatin1Char('|') + (*found)->password
                      : QStringLiteral("nothing");
    }

    [[nodiscard]] QString right() const
    {
        return QStringLiteral("moby|") + m_registry->login().password;
    }

    void forget() const
    {
        VERIFY_RESULT(await(registry::forgetLogin(Paths::fromEnvironment(), m_registry->name())));
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_registry = std::make_unique<TestRegistry>(TestRegistry::Access::Login);
        m_registry->start();
        qputenv("SSL_CERT_FILE", m_registry->authority().toUtf8());
    }

    void cleanupTestCase() { m_registry.reset(); }

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
    }

    void login_passwordOnStandardInput_isKeptInTheKeyringAlone()
    {
        const QByteArray password = m_registry->login().password.toUtf8();
        const ProgramRun run = runCliOn(password + '\n', loginArguments());
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output,
                 QStringLiteral("Login to %1 succeeded; it is kept in your keyring.\n")
                     .arg(m_registry->name()));
        QCOMPARE(kept(), right());
        QDirIterator files(home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            QVERIFY2(!readFile(file).contains(password), qPrintable(file));
        }
        forget();
    }

    void login_onATerminal_asksWithoutShowingThePassword()
    {
        const QByteArray password = m_registry->login().password.toUtf8();
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("login"), m_registry->name()}, &screen);
        QVERIFY(screen.waitForOutput("Username: "));
        screen.type("moby\n");
        QVERIFY2(screen.waitForOutput("Password: "), screen.output());
        screen.type(password + '\n');
        QCOMPARE(program.wait(), 0);
        QVERIFY2(!screen.output().contains(password), screen.output());
        QVERIFY2(screen.output().contains("Password: \nLogin to "), screen.output());
        QCOMPARE(kept(), right());
        forget();
    }

    void login_interruptedAtThePassword_isExitCode130AndTypingShowsAgain()
    {
        PseudoTerminal screen;
        RunningProgram program({QStringLiteral("login"),
                                m_registry->name(),
                                QStringLiteral("--username"),
                                QStringLiteral("moby")},
                               &screen);
        QVERIFY(screen.waitForOutput("Password: "));
        screen.type("\x03");
        QCOMPARE(program.wait(), 130);
        screen.type("shown");
        QVERIFY2(screen.waitForOutput("shown"), screen.output());
        QCOMPARE(kept(), QStringLiteral("nothing"));
    }

    void login_wrongPassword_isRefusedAndNotKept()
    {
        const ProgramRun run = runCliOn("not-that-one\n", loginArguments());
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.startsWith(
                     QStringLiteral("Error: Logging in to %1: ").arg(m_registry->name())),
                 run.describe());
        QVERIFY2(!run.errors.contains(QStringLiteral("not-that-one")), run.describe());
        QCOMPARE(kept(), QStringLiteral("nothing"));
    }

    void login_noTerminal_saysHowToGiveThePassword()
    {
        const ProgramRun run = runCli({QStringLiteral("login"), m_registry->name()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--password-stdin")), run.describe());
    }

    void login_badRequest_isRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &line, const char *expected) {
            QTest::newRow(name) << line.split(QLatin1Char(' ')) << QString::fromLatin1(expected);
        };
        row("password without a name", QStringLiteral("login --password-stdin"), "--username");
        row("no registry", QStringLiteral("login word"), "\"word\" is no registry");
        row("repository", QStringLiteral("login ghcr.io/org"), "is no registry");
        row("no host", QStringLiteral("logout a_b.c"), "is no registry");
        row("empty password",
            QStringLiteral("login ghcr.io --username a --password-stdin"),
            "a name and a password");
    }

    void login_badRequest_isRefused()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, expected);
        const ProgramRun run = runCli(arguments);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(expected), run.describe());
    }

    void login_withDebugOption_isInNoOutput()
    {
        const engine::RegistryLogin login = m_registry->login();
        QList<QByteArray> forms = secretForms(login);
        const QStringList debug{QStringLiteral("-D")};
        const ProgramRun refused = runCliOn("not-that-one\n", debug + loginArguments());
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(!refused.describe().contains("not-that-one"), refused.describe());
        const ProgramRun loggedIn =
            runCliOn(login.password.toUtf8() + '\n', debug + loginArguments());
        QCOMPARE(loggedIn.exitCode, 0);
        QCOMPARE(formsIn(loggedIn.describe(), forms), QByteArray());

        FakeEngine engine;
        engine.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
        engine.on("POST /images/create",
                  FakeReply::chunked(200, {"{\"errorDetail\":{\"message\":\"no space\"}}\n"}));
        const ProgramRun install =
            runCli(debug
                   + QStringList{QStringLiteral("--engine"),
                                 engine.address().toString(),
                                 QStringLiteral("install"),
                                 QStringLiteral("-f"),
                                 m_registry->name() + QStringLiteral("/org/none")});
        QCOMPARE(install.exitCode, 1);
        // Only -D tells of this.
        QVERIFY2(install.errors.contains(QStringLiteral("Listing the tags of ")),
                 install.describe());
        const QByteArray sent =
            engine.requestsTo("POST /images/create").value(0).headers.value("x-registry-auth");
        QVERIFY(QByteArray::fromBase64(sent, QByteArray::Base64UrlEncoding)
                    .contains(login.password.toUtf8()));
        forms.append(QByteArray(sent).replace('=', QByteArray()));
        QCOMPARE(formsIn(install.describe(), forms), QByteArray());
        forget();
    }

    void login_whileItIsUsed_isInNoArguments()
    {
        const engine::RegistryLogin login = m_registry->login();
        QByteArray seen; // whenever the registry or the engine is asked
        WebServer server;
        server.on("/v2/", [&seen](const WebCall &call) {
            seen += allArguments();
            if (call.headers.contains("authorization")) {
                call.answer(200, "{}", "application/json");
            } else {
                call.answer(
                    401, "{}", "application/json", {{"WWW-Authenticate", "Basic realm=\"tests\""}});
            }
        });
        const QString name = QUrl(server.url(QStringLiteral("/"))).authority();
        const ProgramRun loggedIn = runCliOn(login.password.toUtf8() + '\n',
                                             {QStringLiteral("login"),
                                              name,
                                              QStringLiteral("--username"),
                                              login.username,
                                              QStringLiteral("--password-stdin")});
        QVERIFY2(loggedIn.exitCode == 0, loggedIn.describe());

        FakeEngine engine;
        engine.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
        bool isSent = false;
        engine.onRequest("POST /images/create", [&seen, &isSent](const FakeRequest &request) {
            seen += allArguments();
            isSent = request.headers.contains("x-registry-auth");
            return FakeReply::refusal(500, QStringLiteral("no space"));
        });
        const ProgramRun install = runCli({QStringLiteral("--engine"),
                                           engine.address().toString(),
                                           QStringLiteral("install"),
                                           QStringLiteral("-f"),
                                           name + QStringLiteral("/org/none:1.0.0")});
        QCOMPARE(install.exitCode, 1);
        QVERIFY2(isSent, install.describe());
        QVERIFY2(seen.contains("--password-stdin") && seen.contains("/org/none:1.0.0"), seen);
        QCOMPARE(formsIn(seen, secretForms(login)), QByteArray());
        VERIFY_RESULT(await(registry::forgetLogin(Paths::fromEnvironment(), name)));
    }

    void logout_loggedIn_isNoMore()
    {
        const QByteArray password = m_registry->login().password.toUtf8();
        QCOMPARE(runCliOn(password, loginArguments()).exitCode, 0);
        const QString url = QStringLiteral("https://%1/").arg(m_registry->name());
        const ProgramRun run = runCli({QStringLiteral("logout"), url});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, QStringLiteral("Logged out of %1.\n").arg(m_registry->name()));
        QCOMPARE(kept(), QStringLiteral("nothing"));
        const ProgramRun again = runCli({QStringLiteral("logout"), m_registry->name()});
        QCOMPARE(again.output,
                 QStringLiteral("There was no login to %1.\n").arg(m_registry->name()));
        QCOMPARE(again.exitCode, 0);
    }

    void logout_dockerLoggedIn_saysThatThisStays()
    {
        const QByteArray settings =
            "{\"auths\": {\"" + m_registry->name().toUtf8() + R"(": {"auth": "YTpi"}}})";
        writeFile(home() + QStringLiteral("/docker/config.json"), settings);
        const ProgramRun run = runCli({QStringLiteral("logout"), m_registry->name()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.contains(QStringLiteral("The docker program is logged in to ")),
                 run.describe());
        QCOMPARE(readFile(home() + QStringLiteral("/docker/config.json")), settings);
    }
};

PIERHEAD_TEST(CliLoginTest)

} // namespace pierhead::test

#include "tst_clilogin.moc"

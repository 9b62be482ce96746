#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/logindialog.h>
#include <host/registry/credentials.h>
#include <host/registry/login.h>

#include <QAction>
#include <QDirIterator>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>
#include <testregistry.h>

using namespace pierhead;
using desktop::InstallFlow;
using desktop::LoginDialog;
using desktop::Theme;
using test::await;
using test::click;
using test::FakeReply;
using test::FakeRequest;
using test::IdleEngine;
using test::openWindow;
using test::picture;
using test::TestRegistry;
using test::visible;

/// Logging in to a registry through the window, with a real one and a real keyring.
class DesktopLoginTest final : public test::GuardedTest
{
    Q_OBJECT

    static constexpr int patience = 20'000;

    std::unique_ptr<TestRegistry> m_registry;

    /// An engine that the registry turns away, until it has a login; then the image is not there.
    static void play(IdleEngine &engine)
    {
        engine.wire().onRequest("POST /images/create", [](const FakeRequest &request) {
            return request.headers.value("x-registry-auth").isEmpty()
                ? FakeReply::refusal(500, QStringLiteral("unauthorized: authentication required"))
                : FakeReply::refusal(404, QStringLiteral("manifest unknown"));
        });
    }

    [[nodiscard]] QString reference() const
    {
        return m_registry->name() + QStringLiteral("/org/name:1.0.0");
    }

    static LoginDialog *dialog(QWidget &window)
    {
        return visible<LoginDialog>(window, QStringLiteral("loginDialog"));
    }

    /// By the menu, as a user does it.
    static LoginDialog *openByMenu(QWidget &window)
    {
        auto *action = window.findChild<QAction *>(QStringLiteral("logInToRegistry"));
        if (action != nullptr) {
            action->trigger();
        }
        return dialog(window);
    }

    static void type(LoginDialog &shown, const char *field, const QString &text)
    {
        auto *line = visible<QLineEdit>(shown, QString::fromLatin1(field));
        QVERIFY(line);
        line->clear();
        QTest::keyClicks(line, text);
    }

    [[nodiscard]] QString kept() const
    {
        const auto found =
            await(registry::credentialsFor(Paths::fromEnvironment(), m_registry->name()));
        return found && *found ? (*found)->password : QString();
    }

    void forget() const
    {
        VERIFY_RESULT(await(registry::forgetLogin(Paths::fromEnvironment(), m_registry->name())));
    }

    /// The install that the registry turns away.
    void failFor(desktop::Application &program) const
    {
        QTRY_COMPARE(program.engines().status().kind, desktop::EngineStatus::Kind::Ready);
        program.install().request({.kind = extensions::ExtensionSource::Kind::Reference,
                                   .location = reference(),
                                   .tag = {},
                                   .buildArguments = {}});
        QVERIFY(click(program.window(), QStringLiteral("confirmInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(program.install().state(), InstallFlow::State::Failed, patience);
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

    void install_registryWantsALogin_isTriedAgainWithIt()
    {
        IdleEngine engine;
        play(engine);
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        failFor(*program);
        QCOMPARE(program->install().error().registry, m_registry->name());
        auto *offer = visible<QPushButton>(window, QStringLiteral("logInForInstall"));
        QVERIFY(offer);
        QCOMPARE(offer->text(), QStringLiteral("Log in to %1…").arg(m_registry->name()));
        Q_EMIT program->window().themeChosen(Theme::Preference::Light);
        picture(window, QStringLiteral("login-offer-light"));
        QVERIFY(click(window, QStringLiteral("logInForInstall")));
        LoginDialog *shown = dialog(window);
        QVERIFY(shown);
        QVERIFY(!visible<QLineEdit>(*shown, QStringLiteral("loginRegistry"))->isEnabled());
        auto *password = visible<QLineEdit>(*shown, QStringLiteral("loginPassword"));
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        picture(*shown, QStringLiteral("login-light"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(*shown, QStringLiteral("login-dark"));
        QVERIFY(!visible<QPushButton>(*shown, QStringLiteral("logIn"))->isEnabled());

        type(*shown, "loginUsername", m_registry->login().username);
        type(*shown, "loginPassword", QStringLiteral("not that one"));
        QVERIFY(click(*shown, QStringLiteral("logIn")));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(*shown, QStringLiteral("loginProblem")), patience);
        QVERIFY(password->text().isEmpty());
        QCOMPARE(kept(), QString());
        auto *told = visible<QLabel>(*shown, QStringLiteral("loginProblem"));
        QTRY_VERIFY(told->height() >= told->heightForWidth(told->width()));
        picture(*shown, QStringLiteral("login-refused-dark"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Light);
        picture(*shown, QStringLiteral("login-refused-light"));

        const auto pulls = [&engine] {
            return engine.wire().requestsTo("POST /images/create");
        };
        QCOMPARE(pulls().size(), 1);
        type(*shown, "loginPassword", m_registry->login().password);
        QVERIFY(click(*shown, QStringLiteral("logIn")));
        QTRY_VERIFY_WITH_TIMEOUT(dialog(window) == nullptr, patience);
        QTRY_COMPARE_WITH_TIMEOUT(pulls().size(), 2, patience);
        QVERIFY(!pulls().last().headers.value("x-registry-auth").isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Failed, patience);
        // What is wrong now is not the login.
        QVERIFY(!visible<QPushButton>(window, QStringLiteral("logInForInstall")));
        QCOMPARE(kept(), m_registry->login().password);
        QDirIterator files(home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            QVERIFY2(!test::readFile(file).contains(m_registry->login().password.toUtf8()),
                     qPrintable(file));
        }
        forget();
    }

    void menu_asksForTheRegistryToo()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        LoginDialog *shown = openByMenu(window);
        QVERIFY(shown);
        picture(*shown, QStringLiteral("login-registry"));
        type(*shown, "loginRegistry", QStringLiteral("word"));
        type(*shown, "loginUsername", m_registry->login().username);
        type(*shown, "loginPassword", m_registry->login().password);
        QVERIFY(click(*shown, QStringLiteral("logIn")));
        auto *problem = visible<QLabel>(*shown, QStringLiteral("loginProblem"));
        QVERIFY(problem && problem->text().contains(QStringLiteral("\"word\" is no registry")));
        QCOMPARE(problem->textFormat(), Qt::PlainText);
        type(*shown, "loginRegistry", QStringLiteral("https://%1/").arg(m_registry->name()));
        QTest::keyClick(visible<QLineEdit>(*shown, QStringLiteral("loginPassword")),
                        Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(window) == nullptr, patience);
        QCOMPARE(kept(), m_registry->login().password);
        QCOMPARE(program->install().state(), InstallFlow::State::Idle);
        forget();
    }

    void login_dockerHasOne_saysThatItComesFirst()
    {
        test::writeFile(home() + QStringLiteral("/docker/config.json"),
                        R"({"auths": {")" + m_registry->name().toUtf8()
                            + R"(": {"auth": "YTpi"}}})");
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        LoginDialog *shown = openByMenu(program->window());
        QVERIFY(shown);
        type(*shown, "loginRegistry", m_registry->name());
        type(*shown, "loginUsername", m_registry->login().username);
        type(*shown, "loginPassword", m_registry->login().password);
        QVERIFY(click(*shown, QStringLiteral("logIn")));
        QTRY_VERIFY(visible<QLabel>(*shown, QStringLiteral("loginProblem")));
        QVERIFY(visible<QLabel>(*shown, QStringLiteral("loginProblem"))
                    ->text()
                    .contains(QStringLiteral("docker login %1").arg(m_registry->name())));
        QVERIFY(!QFile::exists(Paths::fromEnvironment().data + QStringLiteral("/registries.json")));
    }

    void login_closedMeanwhile_isStopped()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        LoginDialog *shown = openByMenu(program->window());
        QVERIFY(shown);
        type(*shown, "loginRegistry", m_registry->name());
        type(*shown, "loginUsername", m_registry->login().username);
        type(*shown, "loginPassword", m_registry->login().password);
        QVERIFY(click(*shown, QStringLiteral("logIn")));
        shown->reject();
        QTest::qWait(500);
        QCOMPARE(kept(), QString());
    }
};

PIERHEAD_WIDGETS_TEST(DesktopLoginTest)

#include "tst_desktop_login.moc"

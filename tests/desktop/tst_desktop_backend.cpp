#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/chip.h>
#include <app/desktop/logview.h>
#include <app/desktop/problempanel.h>
#include <host/backend/backendrunner.h>

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

#include <enginetest.h>
#include <labelledservice.h>
#include <ownengine.h>
#include <result.h>

using namespace pierhead;
using desktop::BackendStatus;
using desktop::LogView;
using test::click;
using test::openWindow;
using test::patience;
using test::picture;
using test::visible;

namespace {

extensions::ExtensionId sampleId()
{
    return extensions::ExtensionId::parse(QStringLiteral("pierhead/watched")).value();
}

/// Says something on both channels, in colours, and goes on.
const test::LabelledService webService{
    QStringLiteral("web"),
    QStringLiteral("printf 'listening on \\033[1;32m/run/guest-services/web.sock\\033[0m\\n'; "
                   "echo 'warning: <b>no</b> certificate & no key' >&2; "
                   "trap 'echo bye; exit 0' TERM; "
                   "n=0; while :; do n=$((n+1)); echo \"GET /status?n=$n 200\"; "
                   "sleep 1 & wait $!; done")};
const test::LabelledService database{QStringLiteral("database"),
                                     QStringLiteral("echo 'ready for connections'; trap exit TERM; "
                                                    "while :; do sleep 0.1 & wait $!; done")};
const test::LabelledService migration{
    QStringLiteral("migrate"), QStringLiteral("echo '3 migrations applied'"), {}};

} // namespace

/// Looking after a backend through the window, on a real engine.
class DesktopBackendTest final : public test::EngineTest
{
    Q_OBJECT

    static engine::EngineClient client() { return engine::EngineClient(address()); }

    static void install(const QString &engine, const QString &image = {})
    {
        test::PreparedExtension extension;
        extension.imageId = image.isEmpty() ? extension.imageId : image;
        extension.id = sampleId().value();
        extension.title = QStringLiteral("Watched Extension");
        extension.engine = engine;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
    }

    static void make(const test::LabelledService &service)
    {
        VERIFY_RESULT(test::makeService(client(), sampleId(), service));
    }

    static BackendStatus status(desktop::Application &program)
    {
        return program.model().rows().front().backend;
    }

    static QString stateShown(desktop::Application &program)
    {
        auto *chip = visible<desktop::Chip>(program.window(), QStringLiteral("backendState"));
        return chip == nullptr ? QString() : chip->text();
    }

    static QString log(desktop::Application &program)
    {
        auto *view = visible<LogView>(program.window(), QStringLiteral("logView"));
        return view == nullptr ? QString() : view->toPlainText();
    }

    static QCheckBox *box(desktop::Application &program, const QString &name)
    {
        return visible<QCheckBox>(program.window(), name);
    }

    static QCheckBox *serviceBox(desktop::Application &program, const QString &service)
    {
        for (auto *found :
             program.window().findChildren<QCheckBox *>(QStringLiteral("serviceShown"))) {
            if (found->isVisible() && found->text() == service) {
                return found;
            }
        }
        return nullptr;
    }

    static void openLogs(desktop::Application &program)
    {
        QTRY_VERIFY_WITH_TIMEOUT(status(program).total > 0, patience);
        QVERIFY(click(program.window(), QStringLiteral("backendLogs")));
        QTRY_VERIFY_WITH_TIMEOUT(!log(program).isEmpty(), patience);
    }

private Q_SLOTS:

    void cleanup()
    {
        VERIFY_RESULT(test::removeServices(client(), sampleId()));
        EngineTest::cleanup();
    }

    void card_stopStartRestart_showWhatHappens()
    {
        install(addressText());
        make(webService);
        make(database);
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (2)"), patience);
        picture(program->window(), QStringLiteral("backend-running"));

        QVERIFY(click(program->window(), QStringLiteral("backendToggle")));
        auto *toggle = visible<QPushButton>(program->window(), QStringLiteral("backendToggle"));
        QCOMPARE(toggle->text(), QStringLiteral("Stopping…"));
        QVERIFY(!toggle->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Stopped"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(toggle->text(), QStringLiteral("Start"), patience);
        QVERIFY(toggle->hasFocus());
        picture(program->window(), QStringLiteral("backend-stopped"));

        QTest::keyClick(toggle, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (2)"), patience);
        QTRY_VERIFY(toggle->isEnabled());
        const QString container = sampleId().slug() + QStringLiteral("-web");
        const auto before = test::await(client().inspectContainer(container));
        VERIFY_RESULT(before);
        QVERIFY(click(program->window(), QStringLiteral("backendRestart")));
        QTRY_VERIFY_WITH_TIMEOUT(toggle->isEnabled(), patience);
        const auto after = test::await(client().inspectContainer(container));
        VERIFY_RESULT(after);
        QVERIFY(after->startedAt > before->startedAt);
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (2)"), patience);
    }

    void card_serviceThatEndsAgainAndAgain_saysSo()
    {
        install(addressText());
        make(webService);
        make({QStringLiteral("worker"), QStringLiteral("echo 'no such table' >&2; exit 3")});
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(status(*program).kind, BackendStatus::Kind::Restarting, patience);
        QVERIFY(stateShown(*program).startsWith(QStringLiteral("Restarting")));
        QTRY_VERIFY_WITH_TIMEOUT(status(*program).reason.contains(QStringLiteral("worker")),
                                 patience);
        picture(program->window(), QStringLiteral("backend-restarting"));
    }

    void card_healthCheck_isFollowed()
    {
        const QString image = QStringLiteral("pierhead-desktop-health:1.0");
        VERIFY_RESULT(buildImage(image,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\nHEALTHCHECK --interval=1s --retries=1 "
                                   "CMD test -e /healthy\n"}}));
        install(addressText());
        make({.name = QStringLiteral("web"),
              .script = QStringLiteral("sleep 5; touch /healthy; sleep 1000"),
              .image = image});
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Unhealthy"), patience);
        QVERIFY2(status(*program).reason.contains(QStringLiteral("\"web\"")),
                 qPrintable(status(*program).reason));
        picture(program->window(), QStringLiteral("backend-unhealthy"));
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
    }

    void card_backendThatIsGone_isMadeAgainByStart()
    {
        const auto image = buildImage(
            QStringLiteral("pierhead/watched:1.0"),
            {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nCMD [\"sleep\", \"100000\"]\n"}});
        VERIFY_RESULT(image);
        install(addressText(), *image);
        make(database);
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        VERIFY_RESULT(test::removeServices(client(), sampleId()));
        QTRY_COMPARE_WITH_TIMEOUT(status(*program).kind, BackendStatus::Kind::Missing, patience);
        auto *toggle = visible<QPushButton>(program->window(), QStringLiteral("backendToggle"));
        QCOMPARE(toggle->text(), QStringLiteral("Start"));
        picture(program->window(), QStringLiteral("backend-gone"));
        QVERIFY(click(program->window(), QStringLiteral("backendToggle")));
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(toggle->isEnabled(), patience);
        VERIFY_RESULT(test::await(client().inspectContainer(sampleId().serviceContainerName())));
        VERIFY_RESULT(test::await(backend::BackendRunner(client(), sampleId()).down()));
    }

    void card_backendWhoseImageIsGone_saysWhatToDo()
    {
        install(addressText());
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(status(*program).kind, BackendStatus::Kind::Missing, patience);
        QVERIFY(click(program->window(), QStringLiteral("backendToggle")));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(program->window(), QStringLiteral("problem")),
                                 patience);
        const QString words =
            visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem"))->details();
        QVERIFY2(words.contains(QStringLiteral("Install the extension again")), qPrintable(words));
        picture(program->window(), QStringLiteral("backend-image-gone"));
    }

    void logs_ofAllServices_areShownFilteredAndSearched()
    {
        install(addressText());
        make(migration);
        make(database);
        make(webService);
        const auto program = openWindow(addressText());
        QWidget &window = program->window();
        openLogs(*program);
        QTRY_VERIFY_WITH_TIMEOUT(log(*program).contains(QStringLiteral("n=3 200")), patience);
        const QString all = log(*program);
        QVERIFY2(all.contains(QStringLiteral("3 migrations applied")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("listening on /run/guest-services/web.sock\n")),
                 qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("┃ warning: <b>no</b> certificate & no key")),
                 qPrintable(all));
        static const QRegularExpression stamped(
            QStringLiteral("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  migrate  │ 3 migrations"));
        QVERIFY2(stamped.match(all).hasMatch(), qPrintable(all));
        const auto usages = [&window] {
            int count = 0;
            for (auto *label : window.findChildren<QLabel *>(QStringLiteral("serviceUsage"))) {
                count += label->isVisible() && label->text().contains(QStringLiteral("CPU"));
            }
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(usages(), 2, patience);
        picture(window, QStringLiteral("logs-light"));
        window.resize(640, 640);
        picture(window, QStringLiteral("logs-small"));
        window.resize(1200, 800);

        QTest::mouseClick(box(*program, QStringLiteral("logTimes")), Qt::LeftButton, {}, {8, 12});
        QVERIFY2(log(*program).startsWith(QStringLiteral("migrate  │ 3")),
                 qPrintable(log(*program)));
        auto *webBox = serviceBox(*program, QStringLiteral("web"));
        QTest::mouseClick(webBox, Qt::LeftButton, {}, {8, 12});
        QVERIFY(!log(*program).contains(QStringLiteral("GET /status")));
        QVERIFY(log(*program).contains(QStringLiteral("ready for connections")));
        QTest::mouseClick(webBox, Qt::LeftButton, {}, {8, 12});
        QVERIFY(log(*program).contains(QStringLiteral("GET /status")));

        auto *view = visible<LogView>(window, QStringLiteral("logView"));
        QTRY_VERIFY(window.isActiveWindow());
        view->setFocus();
        QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier);
        auto *search = visible<QLineEdit>(window, QStringLiteral("logSearch"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("MIGRATIONS"));
        auto *matches = visible<QLabel>(window, QStringLiteral("logMatches"));
        QVERIFY(matches != nullptr);
        QCOMPARE(matches->text(), QStringLiteral("1 line"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(view->textCursor().selectedText(), QStringLiteral("migrations"));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        search->setText(QStringLiteral("status"));
        picture(window, QStringLiteral("logs-dark"));

        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(search->text(), QString());
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("extensionsPage")));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Light);
    }

    void logs_overARestart_goOn()
    {
        install(addressText());
        make(webService);
        const auto program = openWindow(addressText());
        openLogs(*program);
        const auto starts = [&program] {
            return log(*program).count(QStringLiteral("listening on"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(starts(), 1, patience);
        QVERIFY(click(program->window(), QStringLiteral("backendRestart")));
        QTRY_COMPARE_WITH_TIMEOUT(starts(), 2, patience);
        QCOMPARE(log(*program).count(QStringLiteral("│ bye")), 1);
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
    }

    void logs_thatFlood_areBoundedAndDoNotBlock()
    {
        install(addressText());
        make({QStringLiteral("flood"),
              QStringLiteral("seq 1 60000; echo last; trap exit TERM; sleep 1000 & wait")});
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(status(*program).total > 0, patience);
        QVERIFY(click(program->window(), QStringLiteral("backendLogs")));
        QTRY_VERIFY_WITH_TIMEOUT(log(*program).endsWith(QStringLiteral("last")), patience);
        auto *view = visible<LogView>(program->window(), QStringLiteral("logView"));
        QVERIFY(view->blockCount() <= LogView::longest);
    }

    void window_engineThatComesBack_isFollowedAgain()
    {
        test::OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        const engine::EngineClient own(engine.address());
        install(engine.address().toString());
        VERIFY_RESULT(test::makeService(own, sampleId(), webService));
        VERIFY_RESULT(test::makeService(own, sampleId(), migration));
        const auto program = openWindow(engine.address().toString());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        openLogs(*program);
        engine.kill();
        QTRY_COMPARE_WITH_TIMEOUT(
            status(*program).kind, BackendStatus::Kind::Unreachable, patience);
        picture(program->window(), QStringLiteral("logs-engine-lost"));
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(log(*program).count(QStringLiteral("listening on")), 2, patience);
        QCOMPARE(log(*program).count(QStringLiteral("3 migrations applied")), 1);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopBackendTest)

#include "tst_desktop_backend.moc"

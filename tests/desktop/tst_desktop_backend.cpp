#include "logparts.h"
#include "suiteengine.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/chip.h>
#include <app/desktop/logview.h>
#include <app/desktop/problempanel.h>
#include <host/backend/backendrunner.h>
#include <host/backend/runexec.h>

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

#include <execspecs.h>
#include <labelledservice.h>

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

    /// In the container of that service.
    static void touch(const char *file, const QString &service)
    {
        const auto outcome = test::await(
            backend::runExec(client(),
                             sampleId().slug() + QLatin1Char('-') + service,
                             test::command({QStringLiteral("touch"), QLatin1String(file)}),
                             {}));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode, 0);
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

    /// Whether the card comes to show that state while the service's health is checked. Podman has
    /// systemd's timers do that, and there is none where the suite's Podman is.
    static bool
    comesToShow(desktop::Application &program, const QString &state, const QString &service)
    {
        const bool onPodman = isPodman();
        const QByteArray check = "/v4.0.0/libpod/containers/" + sampleId().slug().toUtf8() + '-'
            + service.toUtf8() + "/healthcheck";
        const auto look = [&] {
            if (onPodman) {
                static_cast<void>(ask({.target = check}));
            }
            return stateShown(program) == state;
        };
        return test::waitFor(look, patience);
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
        make({.name = database.name, .script = database.script, .image = image});
        const auto program = openWindow(addressText());
        QVERIFY2(comesToShow(*program, QStringLiteral("Unhealthy"), database.name),
                 qPrintable(stateShown(*program)));
        QVERIFY2(status(*program).reason.contains(QStringLiteral("\"database\"")),
                 qPrintable(status(*program).reason));
        picture(program->window(), QStringLiteral("backend-unhealthy"));
        touch("/healthy", database.name);
        QVERIFY2(comesToShow(*program, QStringLiteral("Running (1)"), database.name),
                 qPrintable(stateShown(*program)));
    }

    void card_backendThatIsGone_isMadeAgainByStart()
    {
        const auto image =
            buildImage(QStringLiteral("pierhead/watched:1.0"),
                       {{QStringLiteral("Dockerfile"),
                         "FROM alpine:3.15\n"
                         "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"}});
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
        QTRY_VERIFY_WITH_TIMEOUT(log(*program).contains(QStringLiteral("ready for connections")),
                                 patience);
        const QString all = log(*program);
        QVERIFY2(all.contains(QStringLiteral("3 migrations applied")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("listening on /run/guest-services/web.sock\n")),
                 qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("┃ warning: <b>no</b> certificate & no key")),
                 qPrintable(all));
        // It was the first to write. Podman's stamps are whole seconds: what several services write
        // in the same second stands there in the order in which their logs are read, so that it may
        // be anywhere.
        const auto place =
            isPodman() ? QRegularExpression::MultilineOption : QRegularExpression::NoPatternOption;
        const QRegularExpression stamped(
            QStringLiteral("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  migrate  │ 3 migrations"), place);
        QVERIFY2(stamped.match(all).hasMatch(), qPrintable(all));
        QTRY_COMPARE_WITH_TIMEOUT(test::usages(window), 2, patience);
        picture(window, QStringLiteral("logs-light"));
        window.resize(640, 640);
        picture(window, QStringLiteral("logs-small"));
        window.resize(1200, 800);

        QTest::mouseClick(box(*program, QStringLiteral("logTimes")), Qt::LeftButton, {}, {8, 12});
        const QRegularExpression plain(QStringLiteral("^migrate  │ 3 migrations"), place);
        QVERIFY2(plain.match(log(*program)).hasMatch(), qPrintable(log(*program)));
        auto *webBox = test::serviceBox(window, QStringLiteral("web"));
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
        const QString flood = QStringLiteral("flood");
        install(addressText());
        // It begins once its log is followed: Podman may leave out what is written between its look
        // at the past and its following.
        make({flood,
              QStringLiteral("trap exit TERM; echo first; while [ ! -e /go ]; do sleep 0.1; done; "
                             "seq 1 60000; echo last; sleep 1000 & wait")});
        const auto program = openWindow(addressText());
        openLogs(*program);
        touch("/go", flood);
        QTRY_VERIFY_WITH_TIMEOUT(log(*program).endsWith(QStringLiteral("last")), patience);
        auto *view = visible<LogView>(program->window(), QStringLiteral("logView"));
        QVERIFY(view->blockCount() <= LogView::longest);
    }

    void window_engineThatComesBack_isFollowedAgain()
    {
        test::OwnEngine engine(home() + QStringLiteral("/e"), {}, test::ownProduct());
        QVERIFY(engine.start());
        const engine::EngineClient own(engine.address());
        install(engine.address().toString());
        VERIFY_RESULT(test::makeService(own, sampleId(), webService));
        VERIFY_RESULT(test::makeService(own, sampleId(), migration));
        auto program = openWindow(engine.address().toString());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        openLogs(*program);
        QTRY_VERIFY_WITH_TIMEOUT(!test::requestNumbers(log(*program)).isEmpty(), patience);
        engine.kill();
        QTRY_COMPARE_WITH_TIMEOUT(
            status(*program).kind, BackendStatus::Kind::Unreachable, patience);
        picture(program->window(), QStringLiteral("logs-engine-lost"));
        const int before = test::requestNumbers(log(*program)).last();
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(stateShown(*program), QStringLiteral("Running (1)"), patience);
        const auto starts = [&program] {
            return log(*program).count(QStringLiteral("listening on"));
        };
        if (isPodman()) {
            // Its containers need no engine to run: the service was not started again, and what it
            // wrote meanwhile is told as well, each line once.
            const auto last = [&program] {
                return test::requestNumbers(log(*program)).last();
            };
            QTRY_VERIFY_WITH_TIMEOUT(last() > before + 2, patience);
            const QList<int> told = test::requestNumbers(log(*program));
            for (qsizetype place = told.indexOf(before) + 1; place < told.size(); ++place) {
                QCOMPARE(told.at(place), told.at(place - 1) + 1);
            }
            QCOMPARE(starts(), 1);
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(starts(), 2, patience);
        }
        QCOMPARE(log(*program).count(QStringLiteral("3 migrations applied")), 1);
        program.reset();
        VERIFY_RESULT(test::removeServices(own, sampleId()));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopBackendTest)

#include "tst_desktop_backend.moc"

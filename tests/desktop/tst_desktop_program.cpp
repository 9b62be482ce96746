#include "installedextensions.h"
#include "sampleextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/web/webclient.h>

#include <QImage>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <enginetest.h>
#include <result.h>

using namespace pierhead;

/// The built program as a script runs it.
class DesktopProgramTest final : public test::EngineTest
{
    Q_OBJECT

    struct Run
    {
        int exitCode = -1;
        QString output;
        QString errors;
    };

    static constexpr int patience = 60'000;

    static QProcessEnvironment environment()
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
            variables.remove(QString::fromLatin1(name));
        }
        // The helpers of the web engine want one.
        variables.insert(QStringLiteral("XDG_RUNTIME_DIR"), qEnvironmentVariable("PIERHEAD_HOME"));
        return variables;
    }

    static Run run(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(PIERHEAD_PROGRAM), arguments);
        const auto hasEnded = [&process] {
            return process.state() == QProcess::NotRunning;
        };
        if (!test::waitFor(hasEnded, patience)) {
            process.kill();
            process.waitForFinished();
        }
        Run ended;
        ended.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        ended.output = QString::fromUtf8(process.readAllStandardOutput());
        ended.errors = QString::fromUtf8(process.readAllStandardError());
        return ended;
    }

    [[nodiscard]] QString pictureFile() const { return home() + QStringLiteral("/picture.png"); }

private Q_SLOTS:

    void version_withoutADisplay_isPrinted()
    {
        const Run ended = run({QStringLiteral("--version")});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(ended.output.startsWith(QStringLiteral("Pierhead ")));
        QCOMPARE(run({QStringLiteral("--help")}).exitCode, 0);
    }

    void window_withoutADisplay_isRefusedWithAWayOut()
    {
        const Run ended = run({});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains(QStringLiteral("--screenshot")), qPrintable(ended.errors));
    }

    void screenshot_ofTheExtensionsPage_isWritten()
    {
        const Run ended = run({QStringLiteral("--engine"),
                               addressText(),
                               QStringLiteral("--screenshot"),
                               pictureFile(),
                               QStringLiteral("--size"),
                               QStringLiteral("900x600"),
                               QStringLiteral("--theme"),
                               QStringLiteral("dark")});
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.errors));
        const QImage image(pictureFile());
        QCOMPARE(image.size(), QSize(900, 600));
        QVERIFY(image.pixelColor(880, 580).lightness() < 60);
    }

    void screenshot_ofTheSample_showsItsPage()
    {
        VERIFY_RESULT(test::installSample(addressText()));
        const Run ended = run({QStringLiteral("--engine"),
                               addressText(),
                               QStringLiteral("--extension"),
                               QStringLiteral("hello-backend"),
                               QStringLiteral("--screenshot"),
                               pictureFile(),
                               QStringLiteral("--wait-for"),
                               QStringLiteral("Hello from a container")});
        VERIFY_RESULT(test::removeSample(addressText()));
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.errors));
        QCOMPARE(QImage(pictureFile()).size(), QSize(1200, 800));
    }

    void screenshot_ofATextThatNeverComes_failsWithTheConsole()
    {
        test::PreparedExtension extension;
        extension.engine = addressText();
        extension.hasBackend = false;
        extension.page = "<p>Hello</p><script>console.warn('from the page')</script>";
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        const Run ended = run({QStringLiteral("--engine"),
                               addressText(),
                               QStringLiteral("--extension"),
                               extension.id,
                               QStringLiteral("--screenshot"),
                               pictureFile(),
                               QStringLiteral("--wait-for"),
                               QStringLiteral("never")});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains(QStringLiteral("never")), qPrintable(ended.errors));
        QVERIFY2(ended.errors.contains(QStringLiteral("from the page")), qPrintable(ended.errors));
        QVERIFY(!QFileInfo::exists(pictureFile()));
    }

    void screenshot_ofWhatIsNotInstalled_fails()
    {
        const Run ended = run({QStringLiteral("--engine"),
                               addressText(),
                               QStringLiteral("--extension"),
                               QStringLiteral("absent"),
                               QStringLiteral("--screenshot"),
                               pictureFile()});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains(QStringLiteral("\"absent\" is not installed")),
                 qPrintable(ended.errors));
    }

    void screenshot_withoutAnEngine_fails()
    {
        test::PreparedExtension extension;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        const Run ended = run({QStringLiteral("--engine"),
                               QStringLiteral("unix:///nowhere/engine.sock"),
                               QStringLiteral("--extension"),
                               extension.id,
                               QStringLiteral("--screenshot"),
                               pictureFile()});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains(QStringLiteral("/nowhere/engine.sock")),
                 qPrintable(ended.errors));
    }

    void remoteDebugging_isAnnouncedAndServesThePage()
    {
        test::PreparedExtension extension;
        extension.engine = addressText();
        extension.hasBackend = false;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString port = QString::number(free.serverPort());
        free.close();
        QProcess process;
        QProcessEnvironment variables = environment();
        variables.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        variables.insert(QStringLiteral("QTWEBENGINE_REMOTE_DEBUGGING"), port);
        process.setProcessEnvironment(variables);
        process.start(QStringLiteral(PIERHEAD_PROGRAM),
                      {QStringLiteral("--engine"),
                       addressText(),
                       QStringLiteral("--extension"),
                       extension.id});
        const QString address = QStringLiteral("http://127.0.0.1:") + port;
        web::WebClient client;
        const auto pages = [&client, &address] {
            constexpr qint64 enough = 1024LL * 1024;
            web::WebRequest request;
            request.url = QUrl(address + QStringLiteral("/json/list"));
            const auto answer = test::await(client.send(request, enough));
            return answer ? answer->body : QByteArray();
        };
        QTRY_VERIFY_WITH_TIMEOUT(pages().contains("extension://"), patience);
        const QString errors = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(errors.contains(address), qPrintable(errors));
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitCode(), 0);
    }

    void signals_thatEndPrograms_closeTheWindow_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void signals_thatEndPrograms_closeTheWindow()
    {
        QFETCH(const int, number);
        QProcess process;
        QProcessEnvironment variables = environment();
        variables.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        process.setProcessEnvironment(variables);
        process.start(QStringLiteral(PIERHEAD_PROGRAM),
                      {QStringLiteral("--engine"), addressText()});
        // It is up when it has taken the signals over; the kernel tells.
        const auto isUp = [&process, number] {
            const QString folder = QStringLiteral("/proc/%1/").arg(process.processId());
            // Between fork and exec it still has the handlers of this test.
            const QString program = QFileInfo(folder + QStringLiteral("exe")).symLinkTarget();
            QFile status(folder + QStringLiteral("status"));
            if (program != QStringLiteral(PIERHEAD_PROGRAM) || !status.open(QIODevice::ReadOnly)) {
                return false;
            }
            const QString text = QString::fromUtf8(status.readAll());
            const QString caught =
                text.section(QStringLiteral("SigCgt:\t"), 1).section(QLatin1Char('\n'), 0, 0);
            return (caught.toULongLong(nullptr, 16) >> (number - 1) & 1) != 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isUp(), patience);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(QFileInfo::exists(Paths::fromEnvironment().data + QStringLiteral("/window.ini")));
    }
};

PIERHEAD_TEST(DesktopProgramTest)

#include "tst_desktop_program.moc"

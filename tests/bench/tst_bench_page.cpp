#include "containertest.h"
#include "incontainer.h"
#include "measure.h"
#include "pagetest.h"
#include "rawexec.h"
#include "result.h"
#include "widgetstest.h"

#include <host/backend/servicerequest.h>

#include <QEventLoop>
#include <QProcess>
#include <QTimer>

namespace pierhead::bridge {

using test::await;
using test::EngineTest;
using test::OpenPage;

namespace {

const QString image = QStringLiteral("benchpage/sample:1");
const QString execCall = QStringLiteral("ddClient.extension.vm.cli.exec('./hello.sh', ['x'])");
constexpr int patience = 120'000;
constexpr int warmUps = 20;
constexpr int callsOfATurn = 10;

/// A service that gives 1 KiB to every request and keeps connections.
const QByteArray serviceScript = R"(
    const body = 'x'.repeat(1024);
    require('http').createServer((request, response) => {
        response.setHeader('Content-Length', body.length);
        response.end(body);
    }).listen(process.argv[2], () => console.log('ready'));
)";

/// How much is done; more with PIERHEAD_BENCH=full.
struct Amounts
{
    int calls = 50;
    int programs = 5;
    int turns = 2;

    [[nodiscard]] static Amounts chosen()
    {
        return qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full")
            ? Amounts{1000, 40, 60}
            : Amounts{};
    }
};

bench::Series runProgram(int count, const QString &program, const QStringList &words)
{
    return bench::measure(count, [&] {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(program, words);
        process.waitForFinished(-1);
        QCOMPARE(process.exitCode(), 0);
    });
}

} // namespace

/// What a call costs that a real page makes.
class PageBenchmark final : public test::PageTest
{
    Q_OBJECT

private:
    static engine::EngineClient client() { return engine::EngineClient(EngineTest::address()); }

    /// The milliseconds of each call that the page makes, one after the other. The program's loop
    /// runs as it does in the window; tests' own waiting would sleep in between.
    static bench::Series
    callsOf(OpenPage &open, const QString &call, int count, int before = warmUps)
    {
        QEventLoop loop;
        QString answer;
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        connect(&open.page(), &QWebEnginePage::titleChanged, &loop, [&](const QString &title) {
            if (title.startsWith(QLatin1Char('['))) {
                answer = title;
                loop.quit();
            }
        });
        open.page().runJavaScript(QStringLiteral(R"((async () => {
            let times = [];
            for (let run = 0; run < %2 + %3; ++run) {
                const start = performance.now();
                await %1;
                times.push(performance.now() - start);
            }
            times = times.slice(%2).sort((a, b) => a - b);
            // No title is longer than some thousand characters.
            const step = Math.max(1, times.length / 200);
            document.title = '';
            document.title = JSON.stringify(Array.from(
                { length: Math.min(200, times.length) },
                (_, i) => +times[Math.floor(i * step)].toFixed(3)));
        })().catch((error) => { document.title = '["failed: ' + error.stderr + error.message + '"]'; });
        undefined)")
                                      .arg(call)
                                      .arg(before)
                                      .arg(count));
        loop.exec();
        bench::Series series;
        const auto times = json::parse(answer.toUtf8());
        for (const nlohmann::json &time : times.value_or(nlohmann::json::array())) {
            series.add(time.is_number() ? time.get<double>() : qInf());
        }
        return series;
    }

    [[nodiscard]] PageContext contextOf(const backend::BackendSession &session)
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.extension.manifest.backend->exposedSocket = QStringLiteral("service.sock");
        context.backend = session;
        return context;
    }

    QString m_container;

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        VERIFY_RESULT(EngineTest::buildImage(
            image,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\nCOPY hello.sh /hello.sh\nCMD [\"sleep\", \"100000\"]\n"},
             {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}}));
    }

    void init()
    {
        PageTest::init();
        engine::ContainerSpec spec;
        spec.image = image;
        spec.binds = QStringList{home() + QStringLiteral(":/run/guest-services")};
        const auto container = test::startContainer(client(), std::move(spec));
        VERIFY_RESULT(container);
        m_container = *container;
    }

    void cleanup()
    {
        VERIFY_RESULT(await(client().removeContainer(m_container)));
        PageTest::cleanup();
    }

    void exec()
    {
        const Amounts amounts = Amounts::chosen();
        const backend::BackendSession session(client(), m_container);
        OpenPage open(*m_profiles, m_methods, contextOf(session));
        QVERIFY(open.isLoaded());
        open.page().setVisible(true); // the web engine gives less time to what nobody sees
        const bench::Series page = callsOf(open, execCall, amounts.calls);
        const bench::Series host = bench::measure(amounts.calls, [&] {
            VERIFY_RESULT(
                await(session.exec({.command = {QStringLiteral("./hello.sh"), QStringLiteral("x")},
                                    .workingDirectory = {},
                                    .environment = {}})));
        });
        const auto [api, fallback] = fallbackTurns(amounts.turns);
        const bench::Series cli = runProgram(amounts.programs,
                                             QStringLiteral("docker"),
                                             {QStringLiteral("-H"),
                                              EngineTest::addressText(),
                                              QStringLiteral("exec"),
                                              m_container,
                                              QStringLiteral("./hello.sh"),
                                              QStringLiteral("x")});
        bench::Table table;
        table.add(
            QStringLiteral("fork and exec of `./hello.sh` in the container"),
            bench::inContainer(
                client(), m_container, QStringLiteral("./hello.sh x >/dev/null"), amounts.calls));
        table.add(QStringLiteral("`./hello.sh` by the agent, without a page"), host);
        table.add(QStringLiteral("`./hello.sh` by the bare exec API"), api);
        table.add(QStringLiteral("`docker exec … ./hello.sh`"), cli);
        table.add(QStringLiteral("`vm.cli.exec` from the page and back"), page);
        table.add(QStringLiteral("`vm.cli.exec` from the page and back, median"),
                  page.median(),
                  1.5,
                  QStringLiteral("1.5 ms"));
        table.add(QStringLiteral("the page's call beside `docker exec`"),
                  page.median(),
                  cli.median() / 30,
                  QStringLiteral("1/30 of it"));
        table.add(QStringLiteral("the page's call by the fallback, median"),
                  fallback.median(),
                  api.median() * 1.1,
                  QStringLiteral("1.1 × the bare API"));
        table.print();
    }

    void service()
    {
        const Amounts amounts = Amounts::chosen();
        const QString socket = home() + QStringLiteral("/service.sock");
        QFile script(home() + QStringLiteral("/service.js"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(serviceScript);
        script.close();
        QProcess node;
        node.start(QStringLiteral("node"), {script.fileName(), socket});
        QVERIFY(node.waitForReadyRead(30'000));

        const backend::BackendSession session(client(), m_container);
        OpenPage open(*m_profiles, m_methods, contextOf(session));
        QVERIFY(open.isLoaded());
        const bench::Series page =
            callsOf(open, QStringLiteral("ddClient.extension.vm.service.get('/x')"), amounts.calls);
        const bench::Series host = bench::measure(amounts.calls, [&] {
            VERIFY_RESULT(
                await(backend::requestService(session,
                                              QStringLiteral("/run/guest-services/service.sock"),
                                              {.target = "/x"},
                                              {})));
        });
        const bench::Series curl = runProgram(amounts.programs,
                                              QStringLiteral("curl"),
                                              {QStringLiteral("--silent"),
                                               QStringLiteral("--unix-socket"),
                                               socket,
                                               QStringLiteral("http://localhost/x")});
        bench::Table table;
        table.add(QStringLiteral("one curl after the other"), curl);
        table.add(QStringLiteral("many requests of one curl, each on its own connection"),
                  manyOfOneCurl(socket,
                                {QStringLiteral("--header"), QStringLiteral("Connection: close")}));
        table.add(QStringLiteral("many requests of one curl, all on one connection"),
                  manyOfOneCurl(socket, {}));
        table.add(QStringLiteral("the same by agent and relay, without a page"), host);
        table.add(QStringLiteral("`vm.service.get` from the page and back"), page);
        table.add(QStringLiteral("`vm.service.get` beside curl, median"),
                  page.median(),
                  curl.median() * 1.5,
                  QStringLiteral("1.5 × of it"));
        table.print();
        node.kill();
        node.waitForFinished();
    }

private:
    /// The bare exec API, and the page's call by the fallback. In short turns, since an engine
    /// takes now a third longer and now not, for seconds.
    [[nodiscard]] std::pair<bench::Series, bench::Series> fallbackTurns(int count)
    {
        const bench::RawExec bare(EngineTest::address().path,
                                  m_container,
                                  {QStringLiteral("./hello.sh"), QStringLiteral("x")});
        OpenPage open(
            *m_profiles,
            m_methods,
            contextOf({client(), m_container, backend::BackendSession::Way::EngineAlone}));
        if (!open.isLoaded()) {
            qFatal("The page did not load");
        }
        open.page().setVisible(true);
        static_cast<void>(callsOf(open, execCall, 0));
        bench::Series api;
        bench::Series fallback;
        for (int turn = 0; turn < count; ++turn) {
            api.add(bench::measure(callsOfATurn,
                                   [&bare] { QCOMPARE(bare.run(), QByteArray("Hello, x!\n")); }));
            fallback.add(callsOf(open, execCall, callsOfATurn, 0));
        }
        return {api, fallback};
    }

    /// curl's own figures.
    static bench::Series manyOfOneCurl(const QString &socket, const QStringList &options)
    {
        const int count = Amounts::chosen().calls;
        QProcess curl;
        curl.start(QStringLiteral("curl"),
                   QStringList{QStringLiteral("--silent"),
                               QStringLiteral("--unix-socket"),
                               socket,
                               QStringLiteral("--output"),
                               QStringLiteral("/dev/null"),
                               QStringLiteral("--write-out"),
                               QStringLiteral("%{stderr}%{time_total}\\n")}
                       + options
                       + QStringList{QStringLiteral("http://localhost/[1-%1]").arg(count)});
        curl.waitForFinished(-1);
        bench::Series series;
        for (const QByteArray &line : curl.readAllStandardError().trimmed().split('\n')) {
            series.add(line.toDouble() * 1000);
        }
        return series;
    }
};

PIERHEAD_WIDGETS_TEST(PageBenchmark)

} // namespace pierhead::bridge

#include "tst_bench_page.moc"

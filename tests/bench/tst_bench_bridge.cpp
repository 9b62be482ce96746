#include "measure.h"
#include "memory.h"
#include "onepagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <bridge/core/commandrelay.h>

#include <QEventLoop>
#include <QTimer>

namespace pierhead::bridge {

namespace {

constexpr double bytesOfMegabyte = 1e6;
constexpr int patience = 300'000;

/// How much is done; more with PIERHEAD_BENCH=full.
struct Amounts
{
    int calls = 100;
    qint64 bytes = 32'000'000;

    [[nodiscard]] static Amounts chosen()
    {
        return qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full")
            ? Amounts{2000, 512'000'000}
            : Amounts{};
    }
};

/// A command whose output has so many bytes, all of them letters and line ends.
Task<Result<nlohmann::json>> flood(StreamContext context, nlohmann::json params)
{
    const auto bytes = params.at("args").at(0).get<QString>();
    backend::CommandSpec command;
    command.exec.command = {
        QStringLiteral("sh"),
        QStringLiteral("-c"),
        QStringLiteral("yes %1 | head -c %2").arg(QString(79, QLatin1Char('x')), bytes)};
    PIERHEAD_CO_TRY(running, co_await context.page->host->start(std::move(command), context.stop));
    co_return co_await streamCommand(std::move(context), std::move(running));
}

} // namespace

/// What the bridge itself costs: the way between page and program.
class BridgeBenchmark final : public test::OnePageTest
{
    Q_OBJECT

private:
    int m_handled = 0;

    /// The number that the page makes; NaN where it makes none. The program's loop runs as it does
    /// in the window; tests' own waiting would sleep in between.
    double number(const QString &expression)
    {
        QEventLoop loop;
        double number = qQNaN();
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        connect(&m_open->page(), &QWebEnginePage::titleChanged, &loop, [&](const QString &title) {
            if (title.startsWith(QLatin1Char('='))) {
                number = title.mid(1).toDouble();
                loop.quit();
            }
        });
        m_open->page().runJavaScript(
            QStringLiteral(
                "(%1).then((n) => { document.title = '=' + n; }, (e) => { document.title "
                "= '=' + e.message; }); undefined")
                .arg(expression));
        loop.exec();
        return number;
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_methods.add<nlohmann::json, nlohmann::json>(
            QStringLiteral("docker.listContainers"),
            std::nullopt,
            [this](const CallContext & /*context*/, nlohmann::json params) {
                ++m_handled;
                return [](nlohmann::json given) -> Task<Result<nlohmann::json>> {
                    co_return given;
                }(std::move(params));
            });
        m_methods.addStream<nlohmann::json, nlohmann::json>(QStringLiteral("extension.vm.cli.exec"),
                                                            &flood);
    }

    void call_andBack()
    {
        const double median =
            number(QStringLiteral(
                       "(async () => { const times = []; for (let i = 0; i < %1; ++i) { const "
                       "start = performance.now(); await ddClient.docker.listContainers({ all: "
                       "true }); times.push(performance.now() - start); } return times.sort((a, "
                       "b) => a - b)[times.length >> 1]; })()")
                       .arg(Amounts::chosen().calls));
        QVERIFY(median > 0);
        bench::Table table;
        table.add(
            QStringLiteral("a call whose handler does nothing, from the page and back, median"),
            median,
            0.5,
            QStringLiteral("0.5 ms"));
        table.print();
    }

    void calls_thousandAtOnce()
    {
        m_handled = 0;
        const double took = number(QStringLiteral(
            "(async () => { const start = performance.now(); const answers = await "
            "Promise.all(Array.from({ length: 1000 }, (_, limit) => "
            "ddClient.docker.listContainers({ limit }))); if (!answers.every((a, i) => a.limit === "
            "i)) throw new Error('lost'); return performance.now() - start; })()"));
        QVERIFY(took > 0);
        QCOMPARE(m_handled, 1000);
        bench::Table table;
        table.add(QStringLiteral("1,000 calls at once, all answered"), took);
        table.print();
    }

    void stream_ofACommand()
    {
        const qint64 bytes = Amounts::chosen().bytes;
        test::forgetPeakMemory();
        const qint64 before = test::residentKibibytes();
        const double took =
            number(QStringLiteral(
                       "new Promise((resolve) => { const start = performance.now(); let got = 0; "
                       "ddClient.extension.vm.cli.exec('x', ['%1'], { stream: { onOutput: (d) => "
                       "{ got += d.stdout.length; }, onClose: () => resolve(got === %1 ? "
                       "performance.now() - start : 'lost') } }); })")
                       .arg(bytes));
        QVERIFY(took > 0);
        const double megabytes = static_cast<double>(bytes) / bytesOfMegabyte;
        bench::Table table;
        table.add(QStringLiteral("%1 MB of a command's output into the page").arg(megabytes),
                  took,
                  megabytes * 10,
                  QStringLiteral("100 MB/s"));
        table.print();
        const qint64 grown = (test::peakKibibytes() - before) / 1024;
        qInfo("the program grew by %lld MiB meanwhile", grown);
        QVERIFY2(grown < 96, qPrintable(QString::number(grown)));
    }

    void fetch_ofAnotherOrigin()
    {
        const qint64 bytes = Amounts::chosen().bytes / 4;
        test::WebServer server;
        server.on("/big",
                  [bytes](const test::WebCall &call) { call.answer(200, QByteArray(bytes, 'x')); });
        const double took = number(
            QStringLiteral("(async () => { const start = performance.now(); const body = await "
                           "(await fetch('%1')).arrayBuffer(); return body.byteLength === %2 ? "
                           "performance.now() - start : 'lost'; })()")
                .arg(server.url(QStringLiteral("/big")))
                .arg(bytes));
        QVERIFY(took > 0);
        bench::Table table;
        table.add(QStringLiteral("%1 MB by fetch from another origin")
                      .arg(static_cast<double>(bytes) / bytesOfMegabyte),
                  took);
        table.print();
    }
};

PIERHEAD_WIDGETS_TEST(BridgeBenchmark)

} // namespace pierhead::bridge

#include "tst_bench_bridge.moc"

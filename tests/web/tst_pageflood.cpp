#include "containertest.h"
#include "execspecs.h"
#include "memory.h"
#include "pagetest.h"
#include "result.h"
#include "widgetstest.h"

#include <algorithm>

namespace pierhead::bridge {

using test::await;
using test::OpenPage;

namespace {

constexpr qint64 mebibyte = 1024; // in the KiB of the system

/// What a page may get, as text for people, and the memory that the way there may take.
constexpr int limit = 16;
constexpr qint64 allowedHere = 96 * mebibyte;
constexpr qint64 allowedInPage = 32 * mebibyte;

constexpr int engineAnswers = 30'000;

/// What pipes and windows may hold between a command and a page: 16 MiB, in pieces of 64 KiB.
constexpr int onTheWay = 256;

/// The page's thread is busy from the first output on, then closes the stream. The command tells
/// how many pieces of 64 KiB somebody has taken.
const QString busyPage = QStringLiteral(R"(
    const flood = 'n=0; while yes xxxxxxxxx | head -c 65536; do n=$((n+1)); echo $n >/taken; done';
    window.process = ddClient.extension.vm.cli.exec('sh', ['-c', flood], { stream: {
        onOutput: () => {
            const end = performance.now() + 12000;
            while (performance.now() < end) { }
            window.process.close();
            document.title = 'closed';
        },
    } });
    undefined)");

} // namespace

/// Output without end for a page that collects it, or does not read it: a real page, agent and
/// engine.
class PageFloodTest final : public test::PageTest
{
    Q_OBJECT

private:
    static engine::EngineClient client()
    {
        return engine::EngineClient(test::EngineTest::address());
    }

    [[nodiscard]] PageContext contextOf(bool hasAgent)
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.backend.emplace(client(),
                                m_container,
                                hasAgent ? backend::BackendSession::Way::AgentFirst
                                         : backend::BackendSession::Way::EngineAlone);
        return context;
    }

    static QString exec(const QString &script)
    {
        return QStringLiteral("ddClient.extension.vm.cli.exec('sh', ['-c', `'%1'`])").arg(script);
    }

    [[nodiscard]] QByteArray outputOf(const char *script) const
    {
        const backend::BackendSession session(
            client(), m_container, backend::BackendSession::Way::EngineAlone);
        const auto outcome = await(session.exec(test::shell(script)));
        return outcome ? outcome->standardOutput.trimmed() : QByteArray();
    }

    /// How many pieces of busyPage's command have been taken. Its file is empty for a moment each
    /// time that it is written.
    [[nodiscard]] int taken()
    {
        const int now = outputOf("cat /taken 2>/dev/null || true").toInt();
        m_taken = std::max(m_taken, now);
        return m_taken;
    }

    [[nodiscard]] bool isHeldUp()
    {
        const int before = taken();
        QTest::qWait(500);
        return taken() == before;
    }

    static void bothWays()
    {
        QTest::addColumn<bool>("hasAgent");
        QTest::newRow("agent") << true;
        QTest::newRow("engine") << false;
    }

    QString m_container;
    int m_taken = 0;

private Q_SLOTS:

    void init()
    {
        PageTest::init();
        const auto container = test::startContainer(client());
        VERIFY_RESULT(container);
        m_container = *container;
        m_taken = 0;
    }

    void cleanup()
    {
        VERIFY_RESULT(await(client().removeContainer(m_container)));
        PageTest::cleanup();
    }

    void gibibyte_isAnErrorOfTheCall_andMemoryStaysBounded_data() { bothWays(); }

    void gibibyte_isAnErrorOfTheCall_andMemoryStaysBounded()
    {
        QFETCH(const bool, hasAgent);
        OpenPage open(*m_profiles, m_methods, contextOf(hasAgent));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(exec(QStringLiteral("echo hello"))
                                + QStringLiteral(".then((r) => r.stdout)")),
                     "hello\n");
        const qint64 pagesProcess = open.page().renderProcessPid();
        const qint64 before = test::residentKibibytes();
        const qint64 pageBefore = test::residentKibibytes(pagesProcess);
        test::forgetPeakMemory();
        test::forgetPeakMemory(pagesProcess);

        const nlohmann::json told = open.value(
            exec(QStringLiteral("dd if=/dev/zero bs=1M count=1024"))
            + QStringLiteral(".then((r) => r.stdout.length, (e) => ({ code: e.code, stderr: "
                             "e.stderr, stdout: e.stdout.length, problem: e.problem }))"));
        QVERIFY2(told.is_object(), told.dump().c_str());
        COMPARE_JSON(told.at("problem"), "process-failed");
        COMPARE_JSON(told.at("code"), -1);
        COMPARE_JSON(told.at("stdout"), 0);
        QVERIFY2(told.at("stderr").get<QString>().contains(
                     QStringLiteral("more than %1 MiB").arg(limit)),
                 told.dump().c_str());
        const qint64 here = test::peakKibibytes() - before;
        const qint64 there = test::peakKibibytes(pagesProcess) - pageBefore;
        QVERIFY2(here < allowedHere, qPrintable(QString::number(here)));
        QVERIFY2(there < allowedInPage, qPrintable(QString::number(there)));
        QTRY_COMPARE_WITH_TIMEOUT(
            outputOf("ps -o args | grep -c [c]ount=1024 || true"), QByteArray("0"), engineAnswers);
    }

    void stream_thatIsNotRead_isHeldUp_andMemoryStaysBounded_data() { bothWays(); }

    void stream_thatIsNotRead_isHeldUp_andMemoryStaysBounded()
    {
        QFETCH(const bool, hasAgent);
        OpenPage open(*m_profiles, m_methods, contextOf(hasAgent));
        QVERIFY(open.isLoaded());
        const QString hello =
            exec(QStringLiteral("echo hello")) + QStringLiteral(".then((r) => r.stdout)");
        COMPARE_JSON(open.value(hello), "hello\n");
        const qint64 pagesProcess = open.page().renderProcessPid();
        const qint64 before = test::residentKibibytes();
        const qint64 pageBefore = test::residentKibibytes(pagesProcess);
        test::forgetPeakMemory();
        test::forgetPeakMemory(pagesProcess);

        open.page().runJavaScript(busyPage);
        QTRY_VERIFY_WITH_TIMEOUT(taken() > 0, engineAnswers);
        QTRY_VERIFY_WITH_TIMEOUT(isHeldUp(), engineAnswers);
        const int whileBusy = taken();
        QVERIFY2(open.page().title() != QStringLiteral("closed"), "looked too late");
        QVERIFY2(whileBusy < onTheWay, qPrintable(QString::number(whileBusy)));
        const qint64 here = test::peakKibibytes() - before;
        const qint64 there = test::peakKibibytes(pagesProcess) - pageBefore;
        QVERIFY2(here < allowedHere, qPrintable(QString::number(here)));
        QVERIFY2(there < allowedInPage, qPrintable(QString::number(there)));

        QTRY_COMPARE_WITH_TIMEOUT(open.page().title(), QStringLiteral("closed"), engineAnswers);
        COMPARE_JSON(open.value(hello), "hello\n");
        QTRY_COMPARE_WITH_TIMEOUT(
            outputOf("ps -o args | grep -c [/]taken || true"), QByteArray("0"), engineAnswers);
    }

    void output_belowTheLimit_comesWhole()
    {
        OpenPage open(*m_profiles, m_methods, contextOf(true));
        QVERIFY(open.isLoaded());
        constexpr int size = 8'000'000;
        COMPARE_JSON(open.value(exec(QStringLiteral("yes xxxxxxxxx | head -c %1").arg(size))
                                + QStringLiteral(".then((r) => r.stdout.length)")),
                     size);
    }

    void output_belowTheLimitButLongerAsAMessage_isTooLarge()
    {
        OpenPage open(*m_profiles, m_methods, contextOf(true));
        QVERIFY(open.isLoaded());
        // A byte such as these is six letters of JSON.
        COMPARE_JSON(open.value(exec(QStringLiteral("head -c 8000000 /dev/zero"))
                                + QStringLiteral(".catch((e) => e.problem)")),
                     "too-large");
        COMPARE_JSON(open.value(exec(QStringLiteral("echo hello"))
                                + QStringLiteral(".then((r) => r.stdout)")),
                     "hello\n");
    }
};

PIERHEAD_WIDGETS_TEST(PageFloodTest)

} // namespace pierhead::bridge

#include "tst_pageflood.moc"

#include "containertest.h"
#include "memory.h"
#include "pagetest.h"
#include "result.h"
#include "widgetstest.h"

namespace pierhead::bridge {

using test::await;
using test::OpenPage;

namespace {

constexpr qint64 mebibyte = 1024; // in the KiB of the system

/// What a page may get, as text for people, and the memory that the way there may take.
constexpr int limit = 16;
constexpr qint64 allowedHere = 96 * mebibyte;
constexpr qint64 allowedInPage = 32 * mebibyte;

} // namespace

/// Output without end for a page that collects it: a real page, agent and engine.
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

    QString m_container;

private Q_SLOTS:

    void init()
    {
        PageTest::init();
        const auto container = test::startContainer(client());
        VERIFY_RESULT(container);
        m_container = *container;
    }

    void cleanup()
    {
        VERIFY_RESULT(await(client().removeContainer(m_container)));
        PageTest::cleanup();
    }

    void gibibyte_isAnErrorOfTheCall_andMemoryStaysBounded_data()
    {
        QTest::addColumn<bool>("hasAgent");
        QTest::newRow("agent") << true;
        QTest::newRow("engine") << false;
    }

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
        COMPARE_JSON(open.value(exec(QStringLiteral("ps -o args | grep -c [c]ount=1024 || true"))
                                + QStringLiteral(".then((r) => r.stdout)")),
                     "0\n");
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

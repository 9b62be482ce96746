#include "guardedtest.h"
#include "powerlossdisk.h"
#include "programrun.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/base/json.h>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace pierhead::test {

/// The machine loses its power after each step of an install, an update and a removal: what the
/// kernel had not written to the disk is gone, and the next run of the program puts right what is
/// left.
class PowerFailureTest final : public GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication() { PowerLossDisk::leaveMounts(); }

private:
    QTemporaryDir m_programFolder;
    std::unique_ptr<PowerLossDisk> m_disk;
    std::unique_ptr<SimulatedEngine> m_engine;

    [[nodiscard]] static SimulatedEngine::Image image(const QByteArray &version)
    {
        return {
            .id = QStringLiteral("sha256:") + QString::fromLatin1(version),
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), version},
                      {QStringLiteral("ui/script.js"), version.repeated(20'000)}}};
    }

    [[nodiscard]] QStringList words(const QStringList &arguments) const
    {
        return QStringList{QStringLiteral("--engine"), m_engine->address().toString()} + arguments;
    }

    [[nodiscard]] QByteArray failureOf(const QStringList &arguments) const
    {
        const ProgramRun run = runCli(words(arguments));
        return run.exitCode == 0 ? QByteArray() : run.describe();
    }

    [[nodiscard]] static QStringList install(const char *tag)
    {
        return {QStringLiteral("install"),
                QStringLiteral("-f"),
                QStringLiteral("org/sample:") + QLatin1String(tag)};
    }

    [[nodiscard]] static QStringList rm()
    {
        return {QStringLiteral("rm"), QStringLiteral("sample")};
    }

    /// The program dies at the point, and at once the machine with it. Empty, or what went wrong.
    [[nodiscard]] QString losePowerAt(const QString &point, const QStringList &arguments)
    {
        const ProgramRun run =
            runCli(words(arguments), {{QStringLiteral("PIERHEAD_FAULT"), point}});
        if (run.exitCode != -1) {
            return QStringLiteral("not reached: ") + QString::fromUtf8(run.describe());
        }
        writeFile(m_disk->root() + QStringLiteral("/not-synced"), "lost");
        const QString problem = m_disk->losePower();
        if (problem.isEmpty() && QFile::exists(m_disk->root() + QStringLiteral("/not-synced"))) {
            return QStringLiteral("the disk loses nothing");
        }
        return problem;
    }

    [[nodiscard]] bool isListed() const
    {
        return runCli(words({QStringLiteral("ls")})).output.contains(QStringLiteral("org/sample:"));
    }

    /// What the version that counts is, where all of its files are whole; else what they are.
    [[nodiscard]] QByteArray version() const
    {
        const QString extension =
            m_disk->root() + QStringLiteral("/home/data/extensions/org_sample");
        const auto record = json::parse(readFile(extension + QStringLiteral("/install.json")));
        const QString folder =
            QStringLiteral("%1/versions/%2/ui/ui/")
                .arg(extension,
                     record ? json::fieldOr<QString>(*record, "version", {}) : QString());
        const QByteArray page = readFile(folder + QStringLiteral("index.html"));
        const QByteArray script = readFile(folder + QStringLiteral("script.js"));
        return script == page.repeated(20'000)
            ? page
            : page + " with a script of " + QByteArray::number(script.size()) + " bytes";
    }

    /// Files of the program.
    [[nodiscard]] QStringList left() const
    {
        QStringList found;
        QDirIterator files(m_disk->root() + QStringLiteral("/home"),
                           QDir::Files | QDir::Hidden | QDir::System,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            found.append(files.next());
        }
        return found;
    }

    /// The next version can be installed and removed, whatever the loss has left.
    void goesOnAndLeavesNothing() const
    {
        QCOMPARE(failureOf(install("2")), QByteArray());
        QCOMPARE(version(), QByteArray("two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left().join(QLatin1Char('\n')), QString());
    }

    static void addRows(std::initializer_list<std::pair<const char *, bool>> points)
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("isNew"); // the new state counts
        for (const auto &[point, isNew] : points) {
            QTest::newRow(point) << QString::fromLatin1(point) << isNew;
        }
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(copyProgram(m_programFolder.path())); }

    void init()
    {
        GuardedTest::init();
        const QString folder = home() + QStringLiteral("/disk");
        QVERIFY(QDir().mkpath(folder));
        m_disk = std::make_unique<PowerLossDisk>(folder);
        QCOMPARE(m_disk->start(), QString());
        qputenv("PIERHEAD_HOME", (m_disk->root() + QStringLiteral("/home")).toUtf8());
        m_engine = std::make_unique<SimulatedEngine>();
        m_engine->addImage(QStringLiteral("org/sample:1"), image("one"));
        m_engine->addImage(QStringLiteral("org/sample:2"), image("two"));
    }

    void cleanup()
    {
        m_engine.reset();
        m_disk.reset();
        GuardedTest::cleanup();
    }

    void firstInstall_powerLost_isTakenBack_data()
    {
        addRows({{"claimed", false},
                 {"staged", false},
                 {"/ui/dashboard-tab/root", false},
                 {"readers-closed", false},
                 {"recorded", true},
                 {"switched", true}});
    }

    void firstInstall_powerLost_isTakenBack()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, isNew);
        QCOMPARE(losePowerAt(point, install("1")), QString());
        QCOMPARE(isListed(), isNew);
        if (isNew) {
            QCOMPARE(version(), QByteArray("one"));
        }
        goesOnAndLeavesNothing();
    }

    void update_powerLost_leavesOneThatIsWhole_data()
    {
        addRows({{"claimed", false},
                 {"staged", false},
                 {"/ui/dashboard-tab/root", false},
                 {"readers-closed", false},
                 {"recorded", true},
                 {"switched", true}});
    }

    void update_powerLost_leavesOneThatIsWhole()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, isNew);
        QCOMPARE(failureOf(install("1")), QByteArray());
        QCOMPARE(losePowerAt(point, install("2")), QString());
        QVERIFY(isListed());
        QCOMPARE(version(), QByteArray(isNew ? "two" : "one"));
        goesOnAndLeavesNothing();
    }

    void removal_powerLost_isFinished_data()
    {
        addRows({{"removal-noted", false}, {"record-removed", true}, {"folder-removed", true}});
    }

    void removal_powerLost_isFinished()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, isNew);
        QCOMPARE(failureOf(install("1")), QByteArray());
        QCOMPARE(losePowerAt(point, rm()), QString());
        QCOMPARE(isListed(), !isNew);
        goesOnAndLeavesNothing();
    }

    /// What ended well is there after the power failed in the next moment.
    void powerLost_afterTheEnd_losesNothing()
    {
        QCOMPARE(failureOf(install("1")), QByteArray());
        QCOMPARE(m_disk->losePower(), QString());
        QVERIFY(isListed());
        QCOMPARE(version(), QByteArray("one"));
        const QFileInfo current(m_disk->root()
                                + QStringLiteral("/home/data/extensions/org_sample/current"));
        QVERIFY(current.isSymLink() && current.exists());
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(m_disk->losePower(), QString());
        QVERIFY(!isListed());
        // Files whose removal was not written yet go with the next command.
        goesOnAndLeavesNothing();
    }
};

PIERHEAD_TEST(PowerFailureTest)

} // namespace pierhead::test

#include "tst_powerfailure.moc"

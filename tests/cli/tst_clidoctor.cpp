#include "damagedbench.h"
#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/killbeside.h>
#include <host/engine/engineclient.h>
#include <host/extensions/imagefiles.h>

#include <QDir>
#include <QScopeGuard>
#include <QTest>

namespace pierhead::test {

namespace {

const QString doctoredFolder = QStringLiteral("org_sample");

/// What is broken, what the doctor says of it, and what is left of that after --fix.
struct DoctorCase
{
    const char *name;
    std::function<void(DamagedBench &bench, const QString &home)> damage;
    QStringList found;
    QStringList left;
};

void age(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)
        || !file.setFileTime(QDateTime::currentDateTimeUtc().addDays(-2),
                             QFileDevice::FileModificationTime)) {
        qFatal("%s cannot be made older", qPrintable(path));
    }
}

void setBrokenPolicy(const QString &home)
{
    const QString file = home + QStringLiteral("/policy.json");
    writeFile(file, "{");
    qputenv("PIERHEAD_POLICY", file.toUtf8());
}

/// What a program that was killed leaves of a container that it needed for a moment.
void leaveContainer(const DamagedBench &bench, const QString &name, const QString &label)
{
    const engine::EngineClient client(bench.address());
    engine::ContainerSpec spec;
    spec.name = name;
    spec.image = QStringLiteral("org/sample:1");
    spec.labels.insert(label, QStringLiteral("org/sample"));
    const Result<QString> made = await(client.createContainer(spec));
    if (!made) {
        qFatal("%s", qPrintable(made.error().message));
    }
}

void writeNote(const QString &home, const QString &id, const nlohmann::json &fields)
{
    nlohmann::json note = {{"id", id}, {"work", "install"}, {"engine", "unix:///nowhere.sock"}};
    if (!fields.is_null()) {
        note.update(fields);
    }
    writeFile(home + QStringLiteral("/data/underway/")
                  + QString(id).replace(QLatin1Char('/'), QLatin1Char('_'))
                  + QStringLiteral(".json"),
              json::serialize(note));
}

std::vector<DoctorCase> doctorCases()
{
    return {
        {"nothing", [](DamagedBench &, const QString &) {}, {}, {}},
        {"record broken",
         [](DamagedBench &bench, const QString &) {
             writeFile(bench.folder(doctoredFolder) + QStringLiteral("/install.json"), "{");
         },
         {QStringLiteral("install-broken data/extensions/org_sample open")},
         {QStringLiteral("install-broken data/extensions/org_sample open")}},
        {"folder of another",
         [](DamagedBench &bench, const QString &) {
             bench.changeRecord(doctoredFolder, "id", "org/else");
         },
         {QStringLiteral("install-broken data/extensions/org_sample open")},
         {QStringLiteral("install-broken data/extensions/org_sample open")}},
        {"page gone",
         [](DamagedBench &bench, const QString &) {
             QDir(bench.folder(doctoredFolder) + QStringLiteral("/current/ui")).removeRecursively();
         },
         {QStringLiteral("files-damaged data/extensions/org_sample/versions/one/ui/ui open")},
         {QStringLiteral("files-damaged data/extensions/org_sample/versions/one/ui/ui open")}},
        {"version left",
         [](DamagedBench &bench, const QString &) {
             writeFile(bench.folder(doctoredFolder) + QStringLiteral("/versions/abc/metadata.json"),
                       "{}");
         },
         {QStringLiteral("version-left data/extensions/org_sample/versions/abc open")},
         {}},
        {"current leads elsewhere",
         [](DamagedBench &bench, const QString &) {
             const QString link = bench.folder(doctoredFolder) + QStringLiteral("/current");
             QFile::remove(link);
             QFile::link(QStringLiteral("versions/gone"), link);
         },
         {QStringLiteral("current-link data/extensions/org_sample/current open")},
         {}},
        {"folder without an extension",
         [](DamagedBench &bench, const QString &) {
             writeFile(bench.folder(QStringLiteral("org_gone/profile/storage")), "left");
         },
         {QStringLiteral("folder-without-extension data/extensions/org_gone open")},
         {}},
        {"scratch left",
         [](DamagedBench &, const QString &home) {
             writeFile(home + QStringLiteral("/cache/scratch/big.tar"), "left");
             age(home + QStringLiteral("/cache/scratch/big.tar"));
             writeFile(home + QStringLiteral("/cache/scratch/used.tar"), "in use");
         },
         {QStringLiteral("scratch cache/scratch/big.tar open")},
         {}},
        {"lock left",
         [](DamagedBench &, const QString &home) {
             writeFile(home + QStringLiteral("/data/locks/org_sample.lock"), "");
         },
         {QStringLiteral("lock-stale data/locks/org_sample.lock open")},
         {}},
        {"note broken",
         [](DamagedBench &, const QString &home) {
             writeFile(home + QStringLiteral("/data/underway/org_sample.json"), "{");
         },
         {QStringLiteral("note-broken data/underway/org_sample.json open")},
         {}},
        {"settings broken",
         [](DamagedBench &, const QString &home) {
             writeFile(home + QStringLiteral("/data/settings.json"), "{");
         },
         {QStringLiteral("settings-broken data/settings.json open")},
         {QStringLiteral("settings-broken data/settings.json open")}},
        {"install broken off",
         [](DamagedBench &bench, const QString &home) {
             writeNote(home,
                       QStringLiteral("org/sample"),
                       {{"engine", bench.engine().address().key()}, {"isBackendTouched", true}});
         },
         {QStringLiteral("broken-off org/sample open")},
         {}},
        {"install broken off elsewhere",
         [](DamagedBench &, const QString &home) {
             writeNote(home, QStringLiteral("org/third"), {});
         },
         {QStringLiteral("broken-off org/third open")},
         {QStringLiteral("broken-off org/third open")}},
        {"containers missing",
         [](DamagedBench &bench, const QString &) {
             bench.engine().removeContainer(QStringLiteral("org_sample-desktop-extension-service"));
         },
         {QStringLiteral("backend-missing org/sample open")},
         {}},
        {"containers of another version",
         [](DamagedBench &bench, const QString &) {
             bench.engine().changeImage(QStringLiteral("org_sample-desktop-extension-service"),
                                        QStringLiteral("sha256:other"));
         },
         {QStringLiteral("backend-version org/sample open")},
         {}},
        {"image gone",
         [](DamagedBench &bench, const QString &) {
             bench.engine().removeImage(QStringLiteral("sha256:one"));
         },
         {QStringLiteral("image-gone org/sample open")},
         {QStringLiteral("image-gone org/sample open")}},
        {"backend failed",
         [](DamagedBench &bench, const QString &) {
             bench.engine().endContainer(QStringLiteral("org_sample-desktop-extension-service"), 1);
         },
         {QStringLiteral("backend-failed org/sample open")},
         {QStringLiteral("backend-failed org/sample open")}},
        {"reader left",
         [](DamagedBench &bench, const QString &) {
             leaveContainer(
                 bench, QStringLiteral("left-reader"), extensions::ImageFiles::ownerLabel());
         },
         {QStringLiteral("reader-left left-reader open")},
         {}},
        {"killer left",
         [](DamagedBench &bench, const QString &) {
             leaveContainer(bench, QStringLiteral("left-killer"), backend::killerLabel);
         },
         {QStringLiteral("killer-left left-killer open")},
         {}},
        {"folder of a socket left",
         [](DamagedBench &, const QString &home) {
             // Linux numbers no process so high.
             writeFile(home + QStringLiteral("/run/engine-99999999-abc/engine.log"), "left");
         },
         {QStringLiteral("socket-folder run/engine-99999999-abc open")},
         {}},
        {"policy broken",
         [](DamagedBench &, const QString &home) { setBrokenPolicy(home); },
         {QStringLiteral("policy-broken policy open")},
         {QStringLiteral("policy-broken policy open")}},
        {"no keyring for secrets",
         [](DamagedBench &bench, const QString &) {
             writeFile(bench.folder(doctoredFolder) + QStringLiteral("/secrets.json"), "{}");
         },
         {QStringLiteral("keyring this session open")},
         {QStringLiteral("keyring this session open")}},
        {"containers of what is not installed",
         [](DamagedBench &bench, const QString &) {
             QDir(bench.folder(doctoredFolder)).removeRecursively();
         },
         {QStringLiteral("container-stray org/sample open")},
         {QStringLiteral("container-stray org/sample open")}},
    };
}

} // namespace

/// `doctor` names each fault, and --fix mends what it can.
class CliDoctorTest final : public GuardedTest
{
    Q_OBJECT

    QByteArray m_session;

private Q_SLOTS:

    void initTestCase()
    {
        // There is no keyring, wherever the test is run.
        m_session = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    }

    void cleanupTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", m_session); }

    void cleanup()
    {
        qunsetenv("PIERHEAD_POLICY");
        GuardedTest::cleanup();
    }

    void doctor_fault_isNamedAndMended_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const DoctorCase &row : doctorCases()) {
            QTest::newRow(row.name) << number++;
        }
    }

    void doctor_fault_isNamedAndMended()
    {
        QFETCH(int, number);
        const DoctorCase row = doctorCases().at(static_cast<std::size_t>(number));
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        row.damage(bench, home());
        QCOMPARE(bench.findings(), row.found);
        QCOMPARE(bench.findings(), row.found); // looking has changed nothing
        QStringList afterFix = bench.findings(true);
        afterFix.removeIf(
            [](const QString &line) { return line.endsWith(QStringLiteral(" mended")); });
        QCOMPARE(afterFix, row.left);
        QCOMPARE(bench.findings(), row.left);
    }

    void doctor_whatIsWorthKnowing_isANote_data()
    {
        QTest::addColumn<QString>("note");
        QTest::newRow("clock set back") << QStringLiteral("clock org/sample open");
        QTest::newRow("backend stopped") << QStringLiteral("backend-stopped org/sample open");
        QTest::newRow("engine of a machine without an agent") << QStringLiteral("agent %1 open");
    }

    void doctor_whatIsWorthKnowing_isANote()
    {
        QFETCH(QString, note);
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        note.replace(QStringLiteral("%1"), bench.address().key());
        QVERIFY2(!bench.notes().contains(note), qPrintable(note));
        bench.changeRecord(doctoredFolder, "installedAt", "2099-01-01T00:00:00Z");
        bench.engine().endContainer(QStringLiteral("org_sample-desktop-extension-service"), 143);
        bench.engine().changeArchitecture(QStringLiteral("s390x"));
        QVERIFY2(bench.notes().contains(note), qPrintable(bench.notes().join(QLatin1Char('\n'))));
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
    }

    void doctor_dockerWithoutThePlugIn_isANote()
    {
        const QString program = home() + QStringLiteral("/bin/docker");
        const QString plugIn = home() + QStringLiteral("/docker/cli-plugins/docker-extension");
        for (const QString &path : {program, plugIn}) {
            writeFile(path, "#!/bin/sh\n");
            QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner));
        }
        const QByteArray path = qgetenv("PATH");
        const auto restore = qScopeGuard([&path] {
            qputenv("PATH", path);
            qunsetenv("DOCKER_CONFIG");
        });
        qputenv("PATH", (home() + QStringLiteral("/bin:")).toUtf8() + path);
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        const DamagedBench bench(home());
        const QString note = QStringLiteral("plug-in docker/cli-plugins open");
        QVERIFY2(!bench.notes().contains(note), qPrintable(note));
        QVERIFY(QFile::remove(plugIn));
        QVERIFY2(bench.notes().contains(note), qPrintable(bench.notes().join(QLatin1Char('\n'))));
    }

    void doctor_table_tellsAdviceAndVerdict()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        const ProgramRun well = bench.call({QStringLiteral("doctor")});
        QCOMPARE(well.exitCode, 0);
        QVERIFY2(well.output.endsWith(QStringLiteral("Everything is in order.\n")),
                 well.describe());
        QVERIFY2(well.output.startsWith(QStringLiteral("Engine: ")), well.describe());
        writeFile(home() + QStringLiteral("/data/locks/org_sample.lock"), "");
        const ProgramRun ill = bench.call({QStringLiteral("doctor")});
        QCOMPARE(ill.exitCode, 1);
        QVERIFY2(ill.output.contains(QStringLiteral("org_sample.lock: The process that took this "
                                                    "lock is gone.\n    Delete it.\n")),
                 ill.describe());
        QVERIFY2(ill.output.endsWith(
                     QStringLiteral("1 thing is left; \"docker extension doctor --fix\" mends 1 of "
                                    "them.\n")),
                 ill.describe());
        const ProgramRun mended = bench.call({QStringLiteral("doctor"), QStringLiteral("--fix")});
        QCOMPARE(mended.exitCode, 0);
        QVERIFY2(mended.output.contains(QStringLiteral("    Mended.\n")), mended.describe());
        QVERIFY(!QFileInfo::exists(home() + QStringLiteral("/data/locks/org_sample.lock")));
    }

    void doctor_engineGone_isAnErrorForEach()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        bench.engine().stop();
        const ProgramRun run = bench.callWithoutEngine(
            {QStringLiteral("doctor"), QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(run.exitCode, 1);
        const auto report = json::parse(run.output.toUtf8());
        VERIFY_RESULT(report);
        QVERIFY(report->at("engine").is_null());
        QStringList checks;
        for (const nlohmann::json &finding : report->at("findings")) {
            if (json::field<QString>(finding, "severity") == QLatin1String("error")) {
                checks.append(json::field<QString>(finding, "check"));
            }
        }
        checks.sort();
        QCOMPARE(checks,
                 (QStringList{QStringLiteral("engine"),
                              QStringLiteral("engine-of-extension"),
                              QStringLiteral("engine-of-extension")}));
    }
};

PIERHEAD_TEST(CliDoctorTest)

} // namespace pierhead::test

#include "tst_clidoctor.moc"

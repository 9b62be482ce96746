#include "guardedtest.h"
#include "programrun.h"
#include "result.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QTest>

namespace pierhead::test {

/// What is written to the disk comes in an order in which the power may fail at any point: the
/// program's own calls are recorded while it works.
class PowerLossTest final : public GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static SimulatedEngine::Image image(const QString &id)
    {
        return {
            .id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), id.toUtf8()}}};
    }

    /// Runs the program with its calls recorded; the lines of the record.
    [[nodiscard]] QStringList
    record(const SimulatedEngine &engine, const QStringList &arguments, ProgramRun *run) const
    {
        const QString file = home() + QStringLiteral("/record");
        QFile::remove(file);
        *run =
            runCli(QStringList{QStringLiteral("--engine"), engine.address().toString()} + arguments,
                   {{QStringLiteral("LD_PRELOAD"), QStringLiteral(PIERHEAD_SYNC_RECORDER)},
                    {QStringLiteral("PIERHEAD_SYNC_RECORD"), file}});
        return QString::fromUtf8(readFile(file)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    /// Where the first line that fits comes, at or after `from`; -1 where none does.
    [[nodiscard]] static qsizetype
    place(const QStringList &lines, const QString &pattern, qsizetype from = 0)
    {
        return lines.indexOf(QRegularExpression(QRegularExpression::anchoredPattern(pattern)),
                             from);
    }

    [[nodiscard]] QString folder() const
    {
        return home() + QStringLiteral("/data/extensions/org_sample");
    }

    static QStringList install(const QString &reference)
    {
        return {QStringLiteral("install"), QStringLiteral("-f"), reference};
    }

private Q_SLOTS:

    void install_recorded_isOnTheDiskBeforeItCounts()
    {
        SimulatedEngine engine;
        engine.addImage(QStringLiteral("org/sample:1"), image(QStringLiteral("one")));
        engine.addImage(QStringLiteral("org/sample:2"), image(QStringLiteral("two")));
        for (const QString &version : {QStringLiteral("one"), QStringLiteral("two")}) {
            ProgramRun run;
            const QString tag =
                version == QLatin1String("one") ? QStringLiteral("1") : QStringLiteral("2");
            const QStringList lines =
                record(engine, install(QStringLiteral("org/sample:") + tag), &run);
            QVERIFY2(run.exitCode == 0, run.describe());
            const QByteArray whole = lines.join(QLatin1Char('\n')).toUtf8();
            const qsizetype files =
                place(lines, QStringLiteral("sync-all %1/versions/%2").arg(folder(), version));
            const qsizetype counts =
                place(lines, QStringLiteral("rename .* %1/install\\.json").arg(folder()));
            const qsizetype name =
                place(lines, QStringLiteral("sync %1").arg(folder()), counts + 1);
            const qsizetype content = lines.lastIndexOf(
                QRegularExpression(QStringLiteral("^sync %1/.+").arg(folder())), counts);
            QVERIFY2(files >= 0, whole);
            QVERIFY2(content > files, whole);
            QVERIFY2(counts > content, whole);
            QVERIFY2(name > counts, whole);
        }
        // An older version goes once the new one counts.
        ProgramRun run;
        const QStringList lines = record(engine, install(QStringLiteral("org/sample:1")), &run);
        const qsizetype counts =
            place(lines, QStringLiteral("rename .* %1/install\\.json").arg(folder()));
        const qsizetype name = place(lines, QStringLiteral("sync %1").arg(folder()), counts + 1);
        const qsizetype dropped =
            place(lines, QStringLiteral("remove %1/versions/one/.*").arg(folder()));
        QVERIFY2(counts >= 0 && name > counts && dropped > name,
                 lines.join(QLatin1Char('\n')).toUtf8());
    }

    void install_recorded_isNotedBeforeAnythingIsMade()
    {
        SimulatedEngine engine;
        engine.addImage(QStringLiteral("org/sample:1"), image(QStringLiteral("one")));
        ProgramRun run;
        const QStringList lines = record(engine, install(QStringLiteral("org/sample:1")), &run);
        QVERIFY2(run.exitCode == 0, run.describe());
        const QString notes = home() + QStringLiteral("/data/underway");
        const qsizetype noted =
            place(lines, QStringLiteral("rename .* %1/org_sample\\.json").arg(notes));
        const qsizetype synced = place(lines, QStringLiteral("sync %1").arg(notes), noted + 1);
        const qsizetype files = place(lines, QStringLiteral("sync-all .*"));
        const qsizetype ended =
            place(lines, QStringLiteral("remove %1/org_sample\\.json").arg(notes), files + 1);
        QVERIFY2(noted >= 0 && synced > noted && files > synced && ended > files,
                 lines.join(QLatin1Char('\n')).toUtf8());
    }

    /// Else its record could come back without its files.
    void removal_recorded_forgetsItFirst()
    {
        SimulatedEngine engine;
        engine.addImage(QStringLiteral("org/sample:1"), image(QStringLiteral("one")));
        ProgramRun run;
        const QStringList installing =
            record(engine, install(QStringLiteral("org/sample:1")), &run);
        QVERIFY2(!installing.isEmpty() && run.exitCode == 0, run.describe());
        const QStringList lines =
            record(engine, {QStringLiteral("rm"), QStringLiteral("sample")}, &run);
        QVERIFY2(run.exitCode == 0, run.describe());
        const qsizetype forgotten =
            place(lines, QStringLiteral("remove %1/install\\.json").arg(folder()));
        const qsizetype synced = place(lines, QStringLiteral("sync %1").arg(folder()), forgotten);
        const qsizetype files = place(lines, QStringLiteral("remove %1/versions/.*").arg(folder()));
        QVERIFY2(forgotten >= 0 && synced > forgotten && files > synced,
                 lines.join(QLatin1Char('\n')).toUtf8());
    }
};

PIERHEAD_TEST(PowerLossTest)

} // namespace pierhead::test

#include "tst_powerloss.moc"

#include "installtest.h"
#include "measure.h"
#include "rawexec.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/runexec.h>

#include <QProcess>
#include <QRandomGenerator>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

namespace {

constexpr int mebibytes = 50;

/// How much is done; more with PIERHEAD_BENCH=full.
struct Amounts
{
    int execs = 5;
    int installs = 1;

    [[nodiscard]] static Amounts chosen()
    {
        return qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full") ? Amounts{60, 5}
                                                                                : Amounts{};
    }
};

} // namespace

/// What goes by the engine alone: commands where no agent can be, and installing.
class EngineBenchmark final : public test::InstallTest
{
    Q_OBJECT

private:
    /// The output of a run of `docker`, which must succeed.
    static QString docker(const QStringList &words)
    {
        QProcess program;
        program.start(QStringLiteral("docker"),
                      QStringList{QStringLiteral("-H"), addressText()} + words);
        program.waitForFinished(-1);
        if (program.exitCode() != 0) {
            qFatal("%s", program.readAllStandardError().constData());
        }
        return QString::fromUtf8(program.readAllStandardOutput()).trimmed();
    }

    /// An extension with a page of 50 files and no backend.
    static QMap<QString, QByteArray> bigContext()
    {
        QMap<QString, QByteArray> files{
            {QStringLiteral("Dockerfile"),
             "FROM scratch\n" + labelLine + "COPY metadata.json icon.svg /\nCOPY ui /ui\n"},
            {QStringLiteral("metadata.json"), tabMetadata},
            {QStringLiteral("icon.svg"), "<svg/>"},
            {QStringLiteral("ui/index.html"), "page"}};
        for (int number = 0; number < mebibytes; ++number) {
            QByteArray noise(1024 * 1024, Qt::Uninitialized);
            auto *words = reinterpret_cast<quint32 *>(noise.data());
            QRandomGenerator::global()->generate(words, words + noise.size() / sizeof(quint32));
            files.insert(QStringLiteral("ui/part%1").arg(number), noise);
        }
        return files;
    }

private Q_SLOTS:

    void fallback()
    {
        const QString container = docker({QStringLiteral("run"),
                                          QStringLiteral("--detach"),
                                          QStringLiteral("alpine:3.15"),
                                          QStringLiteral("sleep"),
                                          QStringLiteral("100000")});
        const QStringList words{
            QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("echo hello")};
        const QByteArray expected = "hello\n";
        bench::RawExec raw(address().path, container, words);
        QCOMPARE(raw.run(), expected);
        bench::Series ours;
        bench::Series api;
        // By turns, for the machine is not the same all the time.
        for (int run = 0; run < Amounts::chosen().execs; ++run) {
            api.add(bench::measure(1, [&] { QCOMPARE(raw.run(), expected); }).median());
            ours.add(bench::measure(1, [&] {
                         const auto outcome = await(
                             runExec(client(),
                                     container,
                                     {.command = words, .workingDirectory = {}, .environment = {}},
                                     {}));
                         VERIFY_RESULT(outcome);
                         QCOMPARE(outcome->standardOutput, expected);
                     }).median());
        }
        bench::Table table;
        table.add(QStringLiteral("exec by hand-made requests, median"), api);
        table.add(QStringLiteral("exec by the fallback, median"), ours);
        table.add(QStringLiteral("the fallback beside the bare API"),
                  ours.median(),
                  api.median() * 1.1,
                  QStringLiteral("1.1 × of it"));
        table.print();
        docker({QStringLiteral("rm"), QStringLiteral("--force"), container});
    }

    void install()
    {
        const QString reference = QStringLiteral("benchengine/big:1");
        VERIFY_RESULT(buildImage(reference, bigContext()));
        test::InstallBench installer = bench();
        bench::Series ours;
        bench::Series copies;
        for (int run = 0; run < Amounts::chosen().installs; ++run) {
            QString container;
            const QString target = home() + QStringLiteral("/copied");
            copies.add(
                bench::measure(1, [&] {
                    container = docker({QStringLiteral("create"), reference, QStringLiteral("-")});
                    docker({QStringLiteral("cp"), container + QStringLiteral(":/ui"), target});
                }).median());
            docker({QStringLiteral("rm"), container});
            QCOMPARE(QDir(target).entryList(QDir::Files).size(), mebibytes + 1);
            QVERIFY(QDir(target).removeRecursively());
            ours.add(
                bench::measure(1, [&] { VERIFY_RESULT(installer.install(reference)); }).median());
            VERIFY_RESULT(installer.remove(QStringLiteral("benchengine/big")));
        }
        bench::Table table;
        table.add(
            QStringLiteral("`docker create` and `docker cp` of %1 MiB, median").arg(mebibytes),
            copies);
        table.add(QStringLiteral("install of that image, median"),
                  ours.median(),
                  copies.median() * 1.5,
                  QStringLiteral("1.5 × of it"));
        table.print();
    }
};

PIERHEAD_TEST(EngineBenchmark)

#include "tst_bench_engine.moc"

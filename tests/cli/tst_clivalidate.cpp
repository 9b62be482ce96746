#include "guardedtest.h"
#include "programrun.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace pierhead::test {

/// `validate` of a metadata.json, which needs no engine.
class CliValidateTest final : public GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void file_good_isValid_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::newRow("path") << "/metadata.json";
        QTest::newRow("folder") << "";
    }

    void file_good_isValid()
    {
        QFETCH(QString, argument);
        write(QStringLiteral("metadata.json"),
              R"({"ui": {"dashboard-tab": {"title": "T", "root": "/ui", "src": "index.html"}}})");
        const ProgramRun run = runCli({QStringLiteral("validate"), home() + argument});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output, QStringLiteral("The plugin metadata file is valid\n"));
        QVERIFY2(run.errors.isEmpty(), run.describe());
    }

    void file_manyFaults_tellsAllWithTheirPaths()
    {
        write(
            QStringLiteral("metadata.json"),
            R"({"icon": 3, "ui": {"dashboard-tab": {"title": "T", "root": 7}}, "vm": {"image": []}})");
        const ProgramRun run =
            runCli({QStringLiteral("validate"), home() + QStringLiteral("/metadata.json")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("The plugin metadata file \"%1/metadata.json\" "
                                                    "is not valid. see errors: \n- ")
                                         .arg(home())),
                 run.describe());
        for (const char *path : {"/icon", "/ui/dashboard-tab/root", "/vm/image"}) {
            QVERIFY2(run.errors.contains(QStringLiteral("- ") + QLatin1String(path)),
                     run.describe());
        }
        QVERIFY2(run.errors.endsWith(QStringLiteral("Error: invalid plugin metadata file\n")),
                 run.describe());
    }

    void file_bad_isRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("broken off") << QByteArray(R"({"icon": )");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("not UTF-8") << QByteArray("{\"icon\": \"\xff\xfe\"}");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\1",
                                              7);
        QTest::newRow("nested deeply") << QByteArray(100'000, '[');
        QTest::newRow("large") << QByteArray(5 * 1024 * 1024, ' ');
    }

    void file_bad_isRefused()
    {
        QFETCH(QByteArray, content);
        write(QStringLiteral("metadata.json"), content);
        const ProgramRun run = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("Error: ")), run.describe());
    }

    void file_absent_saysWhichAndWhy()
    {
        const QString path = home() + QStringLiteral("/nothing/metadata.json");
        const ProgramRun run = runCli({QStringLiteral("validate"), path});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: \"%1\" cannot be read: ").arg(path)),
                 run.describe());
    }

    void file_escapeSequences_areNotPassedOn()
    {
        write(QStringLiteral("metadata.json"),
              "{\"icon\": 3, \"ui\": {\"\\u001b[2J\": {\"title\": 5}}, \"name\": "
              "\"\\u001b]0;x\\u0007\"}");
        const ProgramRun run = runCli({QStringLiteral("validate"), home()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(!run.errors.contains(QLatin1Char('\x1b')), run.describe());
    }

private:
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(QDir(home()).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
};

} // namespace pierhead::test

QTEST_GUILESS_MAIN(pierhead::test::CliValidateTest)
#include "tst_clivalidate.moc"

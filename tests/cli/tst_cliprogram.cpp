#include "guardedtest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "runningprogram.h"
#include "testprogram.h"

#include <host/base/json.h>

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <unistd.h>

namespace pierhead::test {

/// The program as others call it, with no engine.
class CliProgramTest final : public GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void metadata_asDockerAsks_isPluginDescription()
    {
        const ProgramRun run = runCli({QStringLiteral("docker-cli-plugin-metadata")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.isEmpty(), run.describe());
        const auto metadata = json::parseAs<QMap<QString, QString>>(run.output.toUtf8());
        QVERIFY(metadata);
        QCOMPARE(metadata->value(QStringLiteral("SchemaVersion")), QStringLiteral("0.1.0"));
        QCOMPARE(metadata->value(QStringLiteral("Vendor")), QStringLiteral("Pierhead"));
        QCOMPARE(metadata->value(QStringLiteral("ShortDescription")),
                 QStringLiteral("Manages Docker extensions"));
        QVERIFY(QRegularExpression(QStringLiteral("^v\\d+\\.\\d+\\.\\d+$"))
                    .match(metadata->value(QStringLiteral("Version")))
                    .hasMatch());
    }

    void version_printsTwoLines_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("alone") << QStringList{QStringLiteral("version")};
        QTest::newRow("option") << QStringList{QStringLiteral("--version")};
        QTest::newRow("plug-in") << QStringList{QStringLiteral("extension"),
                                                QStringLiteral("version")};
        QTest::newRow("docker's options") << QStringList{QStringLiteral("--host"),
                                                         QStringLiteral("unix:///nowhere"),
                                                         QStringLiteral("extension"),
                                                         QStringLiteral("version")};
    }

    void version_printsTwoLines()
    {
        QFETCH(QStringList, arguments);
        const ProgramRun run = runCli(arguments, {{QStringLiteral("XDG_RUNTIME_DIR"), QString()}});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(QRegularExpression(QStringLiteral("^Client Version: v\\d+\\.\\d+\\.\\d+\n"
                                                   "Server API Version: 0\\.4\\.2\n$"))
                     .match(run.output)
                     .hasMatch(),
                 run.describe());
        QVERIFY2(run.errors.isEmpty(), run.describe());
    }

    void version_asJson_isAnObject_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("alone") << "version --format json";
        QTest::newRow("joined") << "version --format=json";
        QTest::newRow("plug-in") << "extension version --format json";
    }

    void version_asJson_isAnObject()
    {
        QFETCH(QString, line);
        const ProgramRun run = runCli(line.split(QLatin1Char(' ')));
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto versions = json::parseAs<QMap<QString, QString>>(run.output.toUtf8());
        QVERIFY2(versions, run.describe());
        const QString text = runCli({QStringLiteral("version")}).output;
        QCOMPARE(text,
                 QStringLiteral("Client Version: v%1\nServer API Version: %2\n")
                     .arg(versions->value(QStringLiteral("client")),
                          versions->value(QStringLiteral("serverApi"))));
    }

    void help_everyCommand_isTold_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command : commandNames) {
            QTest::newRow(command) << QString::fromLatin1(command);
        }
    }

    void help_everyCommand_isTold()
    {
        QFETCH(QString, command);
        const ProgramRun program = runCli({QStringLiteral("--help")});
        QCOMPARE(program.exitCode, 0);
        QVERIFY2(program.output.contains(QStringLiteral("\n  ") + command), program.describe());

        const ProgramRun run = runCli({command, QStringLiteral("--help")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.startsWith(QStringLiteral("Usage: docker-extension ") + command),
                 run.describe());
        const QStringList lines = run.output.split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            QVERIFY2(line.size() <= 80, qPrintable(line));
            QVERIFY2(!line.endsWith(QLatin1Char(' ')), qPrintable(line));
        }
        const ProgramRun plugin =
            runCli({QStringLiteral("help"), QStringLiteral("extension"), command});
        QVERIFY2(plugin.output.startsWith(QStringLiteral("Usage: docker extension ") + command),
                 plugin.describe());
    }

    void help_program_namesExitCodes()
    {
        const ProgramRun run = runCli({});
        QCOMPARE(run.exitCode, 0);
        for (const char *code : {"\n  0 ", "\n  1 ", "\n  2 ", "\n  130 "}) {
            QVERIFY2(run.output.contains(QLatin1String(code)), run.describe());
        }
    }

    void usage_wrong_isExitCodeTwo_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        QTest::newRow("mistyped") << "extension versoin"
                                  << "Did you mean \"docker extension version\"?";
        QTest::newRow("no such command") << "frobnicate"
                                         << "\"docker-extension --help\" lists";
        QTest::newRow("no such option") << "version --nix"
                                        << "See \"docker-extension version --help\"";
        QTest::newRow("argument too many") << "version now"
                                           << "now";
        QTest::newRow("certificates apart")
            << "--tlscacert /a/ca.pem --tlskey /b/key.pem extension version"
            << "one folder";
        QTest::newRow("certificate of another name") << "--tlscert /a/client.crt extension version"
                                                     << "/a/client.crt";
    }

    void usage_wrong_isExitCodeTwo()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        const ProgramRun run = runCli(line.split(QLatin1Char(' ')));
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.output.isEmpty(), run.describe());
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: ")), run.describe());
        QVERIFY2(run.errors.contains(expected), run.describe());
    }

    void error_onATerminal_isRedUnlessColoursAreOff_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isRed");
        QTest::newRow("usual") << "TERM"
                               << "xterm-256color" << true;
        QTest::newRow("NO_COLOR") << "NO_COLOR"
                                  << "1" << false;
        QTest::newRow("NO_COLOR of any value") << "NO_COLOR"
                                               << "0" << false;
        QTest::newRow("empty NO_COLOR") << "NO_COLOR"
                                        << "" << true;
        QTest::newRow("dumb") << "TERM"
                              << "dumb" << false;
    }

    void error_onATerminal_isRedUnlessColoursAreOff()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, value);
        QFETCH(const bool, isRed);
        QMap<QString, QString> environment{{QStringLiteral("TERM"), QStringLiteral("xterm")}};
        environment.insert(variable, value);
        PseudoTerminal screen;
        RunningProgram running({QStringLiteral("frobnicate")}, &screen, environment);
        QCOMPARE(running.wait(), 2);
        const QByteArray output = screen.output();
        QVERIFY2(output.contains("Error:"), output);
        QCOMPARE(output.startsWith("\x1b[1;31mError:\x1b[0m "), isRed);
        QCOMPARE(output.contains('\x1b'), isRed);
    }

    void error_inAPipe_hasNoEscapes()
    {
        const ProgramRun run = runCli({QStringLiteral("frobnicate")},
                                      {{QStringLiteral("TERM"), QStringLiteral("xterm")}});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.errors.startsWith(QStringLiteral("Error: ")), run.describe());
        QVERIFY2(!run.errors.contains(QLatin1Char('\x1b')), run.describe());
    }

    void output_readerGone_isExitCode141()
    {
        const ProgramRun run = runCliUnread({QStringLiteral("--help")});
        QCOMPARE(run.exitCode, 141);
        QCOMPARE(run.errors, QString());
    }

    void output_diskFull_isAnError()
    {
        const ProgramRun run = runProgram(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"), QStringLiteral("\"$0\" version >/dev/full"), programPath()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("No space left")), run.describe());
    }

private:
    static constexpr std::array commandNames{
        "init", "install", "ls", "rm", "share", "update", "validate", "version"};
};

PIERHEAD_TEST(CliProgramTest)

} // namespace pierhead::test

#include "tst_cliprogram.moc"

#include "guardedtest.h"
#include "programrun.h"
#include "testprogram.h"

#include <app/cli/commands.h>
#include <app/cli/completion.h>
#include <app/cli/globaloptions.h>

#include <QTest>

namespace pierhead::cli {

/// What is offered for a word that is being written.
class CliCompletionTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// The candidates for the line's last word, without their descriptions, and the directive.
    static QStringList candidates(const QString &line)
    {
        GlobalOptions globals;
        const auto names = [](Parameter::Values values) {
            if (values == Parameter::Values::DesktopExtensions) {
                return QStringList{QStringLiteral("docker_disk-usage"), QStringLiteral("org_one")};
            }
            return values == Parameter::Values::Extensions
                ? QStringList{QStringLiteral("hello-backend"), QStringLiteral("logs-explorer")}
                : QStringList();
        };
        const QString answer =
            completionOf(line.split(QLatin1Char(' ')), makeCommands(), globals.parameters(), names);
        QStringList words;
        for (const QString &entry : answer.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            words.append(entry.section(QLatin1Char('\t'), 0, 0));
        }
        return words;
    }

private Q_SLOTS:

    void completionOf_word_offersWhatFits_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("offered");
        QTest::newRow("command") << "in"
                                 << "install info init :4";
        QTest::newRow("as docker asks") << "extension upd"
                                        << "update :4";
        QTest::newRow("behind docker's options") << "--context prod extension vali"
                                                 << "validate :4";
        QTest::newRow("option") << "install --for"
                                << "--force :4";
        QTest::newRow("option's choices") << "ls --format "
                                          << "table json :4";
        QTest::newRow("choices joined") << "ls --format="
                                        << "table json :4";
        QTest::newRow("a choice joined and begun") << "extension ls --format=js"
                                                   << "json :4";
        QTest::newRow("choices of what is text") << "version --format "
                                                 << "text json :4";
        QTest::newRow("a value joined that may be anything") << "ls --engine="
                                                             << ":4";
        QTest::newRow("a flag takes no value") << "install --force="
                                               << ":4";
        QTest::newRow("no such option") << "ls --frobnicate="
                                        << ":4";
        QTest::newRow("extension behind a joined option") << "logs --tail=10 -f "
                                                          << "hello-backend logs-explorer :4";
        QTest::newRow("extension") << "rm hel"
                                   << "hello-backend :4";
        QTest::newRow("extension behind an option") << "logs --tail 10 -f "
                                                    << "hello-backend logs-explorer :4";
        QTest::newRow("second argument") << "rm hello-backend "
                                         << ":4";
        QTest::newRow("another of Docker Desktop's") << "import --force docker_disk-usage or"
                                                     << "org_one :4";
        QTest::newRow("file") << "install ./ex"
                              << ":0";
        QTest::newRow("shell") << "completion "
                               << "bash zsh fish :4";
        QTest::newRow("action") << "dev "
                                << "ui-source debug reset watch :4";
        QTest::newRow("extension behind an action") << "dev debug lo"
                                                    << "logs-explorer :4";
        QTest::newRow("no such command") << "frobnicate "
                                         << ":4";
    }

    void completionOf_word_offersWhatFits()
    {
        QFETCH(QString, line);
        QTEST(candidates(line).join(QLatin1Char(' ')), "offered");
    }

    void completionOf_nothing_offersEveryCommand()
    {
        const QStringList offered = candidates({});
        QCOMPARE(offered.size(), static_cast<qsizetype>(makeCommands().size()) + 1);
    }

    void program_complete_answersWithoutAnEngine()
    {
        const test::ProgramRun run = test::runCli(
            {QStringLiteral("__complete"), QStringLiteral("extension"), QStringLiteral("vers")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.startsWith(QStringLiteral("version\t")), run.describe());
        QVERIFY2(run.output.endsWith(QStringLiteral("\n:4\n")), run.describe());
    }

    /// As docker's completion for bash asks before 23.0.
    void program_completeNoDesc_answersWithoutDescriptions()
    {
        const test::ProgramRun run =
            test::runCli({QStringLiteral("__completeNoDesc"), QStringLiteral("ro")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, QStringLiteral("rollback\n:4\n"));
        QCOMPARE(run.errors, QString());
    }
};

PIERHEAD_TEST(CliCompletionTest)

} // namespace pierhead::cli

#include "tst_clicompletion.moc"

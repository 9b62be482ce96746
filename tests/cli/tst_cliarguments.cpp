#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <app/cli/argumentparser.h>
#include <app/cli/commandwords.h>
#include <app/cli/globaloptions.h>
#include <app/cli/suggestion.h>

#include <QTest>

namespace pierhead::cli {

/// The command line, from words to values.
class CliArgumentsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void splitCommand_anyOrder_findsCommand_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("rest");
        QTest::addColumn<bool>("isHelp");
        QTest::addColumn<bool>("isPlugin");
        QTest::newRow("alone") << "install -f a:1"
                               << "install"
                               << "-f a:1" << false << false;
        QTest::newRow("plug-in") << "extension ls"
                                 << "ls"
                                 << "" << false << true;
        QTest::newRow("docker's host") << "--host unix:///x extension rm a"
                                       << "rm"
                                       << "--host unix:///x a" << false << true;
        QTest::newRow("short host") << "-H x extension ls"
                                    << "ls"
                                    << "-H x" << false << true;
        QTest::newRow("host with =") << "--host=x extension ls"
                                     << "ls"
                                     << "--host=x" << false << true;
        QTest::newRow("context and flag") << "-c prod --debug extension ls"
                                          << "ls"
                                          << "-c prod --debug" << false << true;
        QTest::newRow("engine named like the plug-in") << "--engine extension ls"
                                                       << "ls"
                                                       << "--engine extension" << false << false;
        QTest::newRow("extension named extension") << "extension rm extension"
                                                   << "rm"
                                                   << "extension" << false << true;
        QTest::newRow("docker help") << "help extension ls"
                                     << "ls"
                                     << "" << true << true;
        QTest::newRow("help of a command") << "extension help rm"
                                           << "rm"
                                           << "" << true << true;
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "" << false << false;
        QTest::newRow("only the plug-in") << "extension"
                                          << ""
                                          << "" << false << true;
        QTest::newRow("after --") << "-- ls"
                                  << ""
                                  << "-- ls" << false << false;
    }

    void splitCommand_anyOrder_findsCommand()
    {
        QFETCH(QString, line);
        GlobalOptions globals;
        const CommandWords words =
            splitCommand(line.split(QLatin1Char(' '), Qt::SkipEmptyParts), globals.parameters());
        QTEST(words.command, "command");
        QTEST(words.rest.join(QLatin1Char(' ')), "rest");
        QTEST(words.help, "isHelp");
        QTEST(words.plugin, "isPlugin");
    }

    void parseArguments_allKinds_fillsTargets()
    {
        bool force = false;
        QString format;
        QString image;
        VERIFY_RESULT(parseArguments({QStringLiteral("-f"),
                                      QStringLiteral("registry:5000/a b;c"),
                                      QStringLiteral("--format=json"),
                                      QStringLiteral("--format"),
                                      QStringLiteral("table")},
                                     parameters(force, format, image)));
        QVERIFY(force);
        QCOMPARE(format, QStringLiteral("table"));
        QCOMPARE(image, QStringLiteral("registry:5000/a b;c"));
    }

    void parseArguments_rest_isTakenAsItIs_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("rest");
        QTest::newRow("words") << "-f a ls /"
                               << "ls /";
        QTest::newRow("its own options") << "a -f ls -f --format json --unknown"
                                         << "ls -f --format json --unknown";
        QTest::newRow("two dashes in it") << "-f a ls -- -x"
                                          << "ls -- -x";
        QTest::newRow("none") << "-f a"
                              << "";
    }

    void parseArguments_rest_isTakenAsItIs()
    {
        QFETCH(QString, line);
        bool force = false;
        QString format;
        QString image;
        QStringList rest;
        Parameters all = parameters(force, format, image);
        all.append(Parameter::rest(QStringLiteral("COMMAND"), rest, {}));
        VERIFY_RESULT(parseArguments(line.split(QLatin1Char(' ')), all));
        QVERIFY(force);
        QCOMPARE(format, QString());
        QCOMPARE(image, QStringLiteral("a"));
        QTEST(rest.join(QLatin1Char(' ')), "rest");
    }

    void parameter_optional_isShownInBrackets()
    {
        QString url;
        const Parameter parameter = Parameter::argument(QStringLiteral("URL"), url, {});
        QCOMPARE(parameter.synopsis(), QStringLiteral("URL"));
        QCOMPARE(parameter.optional().synopsis(), QStringLiteral("[URL]"));
        QVERIFY(parameter.isRequired && !parameter.optional().isRequired);
    }

    void parseArguments_optionSeveralTimes_isAList()
    {
        QStringList environment;
        QString image;
        const Parameters all{Parameter::argument(QStringLiteral("IMAGE"), image, {}),
                             Parameter::options(QLatin1Char('e'),
                                                QStringLiteral("env"),
                                                QStringLiteral("NAME=VALUE"),
                                                environment,
                                                {})};
        VERIFY_RESULT(parseArguments({QStringLiteral("-e"),
                                      QStringLiteral("A=1"),
                                      QStringLiteral("image"),
                                      QStringLiteral("--env=B=two words")},
                                     all));
        QCOMPARE(environment, QStringList({QStringLiteral("A=1"), QStringLiteral("B=two words")}));
        QCOMPARE(image, QStringLiteral("image"));
    }

    void parseArguments_wrong_saysWhat_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << "--frce a"
                                        << "--frce";
        QTest::newRow("one argument too many") << "a b"
                                               << "b";
        QTest::newRow("no such choice") << "--format yaml a"
                                        << "yaml";
        QTest::newRow("value missing") << "a --format"
                                       << "FORMAT";
    }

    void parseArguments_wrong_saysWhat()
    {
        QFETCH(QString, line);
        QFETCH(QString, named);
        bool force = false;
        QString format;
        QString image;
        const auto result =
            parseArguments(line.split(QLatin1Char(' ')), parameters(force, format, image));
        COMPARE_ERROR(result, ErrorCode::InvalidArgument);
        QVERIFY2(result.error().message.contains(named), qPrintable(result.error().message));
    }

    void closestMatch_typo_findsWord_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("meant");
        QTest::newRow("letter left out") << "instal"
                                         << "install";
        QTest::newRow("letters swapped") << "isntall"
                                         << "install";
        QTest::newRow("capital") << "Validate"
                                 << "validate";
        QTest::newRow("the beginning") << "uninst"
                                       << "uninstall";
        QTest::newRow("nothing near") << "frobnicate"
                                      << "";
        QTest::newRow("short word") << "lx"
                                    << "ls";
        QTest::newRow("one letter") << "i"
                                    << "";
    }

    void closestMatch_typo_findsWord()
    {
        QFETCH(QString, word);
        const QStringList known{QStringLiteral("install"),
                                QStringLiteral("ls"),
                                QStringLiteral("rm"),
                                QStringLiteral("uninstall"),
                                QStringLiteral("validate")};
        QTEST(closestMatch(word, known), "meant");
    }

private:
    static Parameters parameters(bool &force, QString &format, QString &image)
    {
        return {
            Parameter::argument(QStringLiteral("IMAGE"), image, {}),
            Parameter::flag(QLatin1Char('f'), QStringLiteral("force"), force, {}),
            Parameter::option({},
                              QStringLiteral("format"),
                              QStringLiteral("FORMAT"),
                              format,
                              {},
                              {QStringLiteral("table"), QStringLiteral("json")}),
        };
    }
};

PIERHEAD_TEST(CliArgumentsTest)

} // namespace pierhead::cli

#include "tst_cliarguments.moc"

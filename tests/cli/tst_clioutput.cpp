#include "guardedtest.h"
#include "testprogram.h"

#include <app/cli/outputformat.h>
#include <app/cli/plaintext.h>

#include <QTest>

namespace pierhead::cli {

/// What text becomes before it reaches a terminal.
class CliOutputTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void plainText_controlCharacters_areTakenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        QTest::newRow("letters") << "Grüße, 世界 🎉"
                                 << "Grüße, 世界 🎉";
        QTest::newRow("escape") << "a\x1b[2Jb"
                                << "a\ufffd[2Jb";
        QTest::newRow("carriage return, bell, backspace") << "a\r\a\bb"
                                                          << "a\ufffd\ufffd\ufffdb";
        QTest::newRow("one-character CSI") << QStringLiteral("a\u009bb") << "a\ufffdb";
        QTest::newRow("reading direction") << QStringLiteral("a\u202eb") << "a\ufffdb";
        QTest::newRow("tab and newline") << "a\tb\nc"
                                         << "a\tb\nc";
    }

    void plainText_controlCharacters_areTakenOut()
    {
        QFETCH(QString, text);
        QTEST(plainText(text), "plain");
    }

    void fitted_longText_isCutAtColumns()
    {
        QCOMPARE(fitted(QStringLiteral("abcdef"), 6), QStringLiteral("abcdef"));
        QCOMPARE(fitted(QStringLiteral("abcdef"), 4), QStringLiteral("abc…"));
        QCOMPARE(fitted(QStringLiteral("世界世界"), 4), QStringLiteral("世…"));
        QCOMPARE(fitted(QStringLiteral("abc"), 1), QStringLiteral("…"));
        QCOMPARE(fitted(QStringLiteral("abc"), 0), QString());
    }

    void table_cellsOfAllWidths_linesUpColumns()
    {
        const Listing listing{
            {QStringLiteral("PLUGIN"), QStringLiteral("VM"), QStringLiteral("HOST")},
            {{QStringLiteral("世界"), QStringLiteral("Running(1)"), QString()},
             {QStringLiteral("a\x1b[31m\nb"), QStringLiteral("-"), QStringLiteral("x")}},
            "[]"};
        QCOMPARE(OutputFormat::named(QStringLiteral("table"))->render(listing),
                 QStringLiteral("PLUGIN     VM           HOST\n"
                                "世界       Running(1)   -\n"
                                "a\ufffd[31m b   -            x"));
    }

    void json_terminalControls_areEscaped()
    {
        const Listing listing{
            {QStringLiteral("PLUGIN")}, {}, QStringLiteral("[\n\"世\u202e\u009b\"\n]\n").toUtf8()};
        QCOMPARE(OutputFormat::named(QStringLiteral("json"))->render(listing),
                 QStringLiteral("[\n\"世\\u202e\\u009b\"\n]"));
    }
};

PIERHEAD_TEST(CliOutputTest)

} // namespace pierhead::cli

#include "tst_clioutput.moc"

#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/loglinereader.h>
#include <host/backend/logtext.h>

#include <fakereply.h>

using namespace pierhead;
using namespace pierhead::backend;
using engine::OutputChannel;
using test::FakeReply;

class LogLineTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void text_isPlain_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QString>("shown");
        QTest::newRow("text") << QByteArray("<b>Grüße</b> & more")
                              << QStringLiteral("<b>Grüße</b> & more");
        QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m \x1b[38;5;4mblue\x1b[m")
                                 << QStringLiteral("red blue");
        QTest::newRow("title") << QByteArray("\x1b]0;title\x07text\x1b]8;;http://x\x1b\\link")
                               << QStringLiteral("textlink");
        QTest::newRow("short sequences") << QByteArray("\x1b(Ba\x1b=b\x1b") << QStringLiteral("ab");
        QTest::newRow("cut sequence") << QByteArray("a\x1b[31") << QStringLiteral("a");
        QTest::newRow("bell and others") << QByteArray("a\x07\x08\x7f"
                                                       "b")
                                         << QStringLiteral("ab");
        QTest::newRow("tab") << QByteArray("a\tb") << QStringLiteral("a       b");
        QTest::newRow("windows line end") << QByteArray("a\r") << QStringLiteral("a");
        QTest::newRow("progress") << QByteArray("10 %\r20 %\r100 %") << QStringLiteral("100 %");
        QTest::newRow("turned direction") << QByteArray("a\xe2\x80\xae"
                                                        "b\xe2\x80\xa8"
                                                        "c")
                                          << QStringLiteral("abc");
        QTest::newRow("no UTF-8") << QByteArray("a\xff"
                                                "b")
                                  << QStringLiteral("a\uFFFDb");
        QTest::newRow("endless") << QByteArray(100'000, 'x')
                                 << QString(4096, QLatin1Char('x')) + QStringLiteral("…");
    }

    void text_isPlain()
    {
        QFETCH(const QByteArray, written);
        QFETCH(const QString, shown);
        QCOMPARE(plainLogText(written), shown);
    }

    void lines_howeverTheyAreCut_areTheSame()
    {
        const QByteArray wire =
            FakeReply::frame(1, "2024-03-01T12:00:00.000000001Z one\n2024-03-01T12:00:00.5Z tw")
            + FakeReply::frame(2, "2024-03-01T13:00:00.123456789+01:00 oops\n")
            + FakeReply::frame(1, "o\n2024-03-01T12:00:02Z \n2024-03-01T12:00:03Z rest");
        constexpr qint64 noon = 1'709'294'400'000'000'000;
        const QString web = QStringLiteral("web");
        const std::vector<LogLine> expected{
            {web, noon + 1, OutputChannel::Stdout, QStringLiteral("one")},
            {web, noon + 123'456'789, OutputChannel::Stderr, QStringLiteral("oops")},
            {web, noon + 500'000'000, OutputChannel::Stdout, QStringLiteral("two")},
            {web, noon + 2'000'000'000, OutputChannel::Stdout, QString()},
            {web, noon + 3'000'000'000, OutputChannel::Stdout, QStringLiteral("rest")}};
        for (qsizetype cut = 0; cut < wire.size(); ++cut) {
            LogLineReader reader(web, false);
            auto lines = reader.take(wire.left(cut));
            VERIFY_RESULT(lines);
            const auto others = reader.take(wire.mid(cut));
            VERIFY_RESULT(others);
            lines->insert(lines->end(), others->begin(), others->end());
            const auto rest = reader.finish();
            lines->insert(lines->end(), rest.begin(), rest.end());
            QVERIFY2(*lines == expected, qPrintable(QString::number(cut)));
        }
    }

    void terminal_hasNoFrames()
    {
        LogLineReader reader(QStringLiteral("web"), true);
        const auto lines = reader.take("2024-03-01T12:00:00Z hello\r\nno time\r\n");
        VERIFY_RESULT(lines);
        QCOMPARE(lines->size(), std::size_t{2});
        QCOMPARE(lines->at(0).text, QStringLiteral("hello"));
        QCOMPARE(lines->at(1).text, QStringLiteral("no time"));
        QCOMPARE(lines->at(1).time, 0);
    }

    void line_withoutEnd_takesNoMemory()
    {
        LogLineReader reader(QStringLiteral("web"), true);
        for (int piece = 0; piece < 1000; ++piece) {
            QVERIFY(reader.take(QByteArray(64 * 1024, 'x')).value().empty());
        }
        const auto lines = reader.finish();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines.front().text.size(), 4097);
    }

    void frames_thatAreNone_areAnError()
    {
        LogLineReader reader(QStringLiteral("web"), false);
        COMPARE_ERROR(reader.take("no frame at all"), ErrorCode::Protocol);
    }
};

PIERHEAD_TEST(LogLineTest)

#include "tst_logline.moc"

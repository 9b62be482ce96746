#include "guardedtest.h"
#include "testprogram.h"

#include <bridge/core/chunksink.h>

#include <QTest>

namespace pierhead::bridge {

/// What a stream sends when, and what it tells its source.
class ChunkSinkTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    QStringList m_sent; ///< the chunks' data, and "end"
    int m_used = 0;

    [[nodiscard]] ChunkSink::Outlet sending()
    {
        return {[this](const QByteArray &message) {
                    const auto parsed = nlohmann::json::parse(message.toStdString());
                    m_sent.append(parsed.at("type") == "chunk" ? parsed.at("data").get<QString>()
                                                               : parsed.at("type").get<QString>());
                },
                [this](const TextChunk &chunk) {
                    m_sent.append(QStringLiteral("%1:%2").arg(chunk.name, chunk.text));
                },
                [this](const TextPart &part) {
                    m_sent.append(QStringLiteral("%1=%2").arg(
                        part.name,
                        part.text.size() > 10 ? QString::number(part.text.size())
                                              : QString::fromUtf8(part.text)));
                }};
    }

    void sendPart(ChunkSink &sink, const char *name, const QByteArray &text)
    {
        sink.sendPart(QString::fromLatin1(name), text, [this] { ++m_used; });
    }

    void send(ChunkSink &sink, const char *data, qint64 bytes)
    {
        sink.send(data, bytes, [this] { ++m_used; });
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_sent.clear();
        m_used = 0;
    }

    void chunks_overTheWindow_waitForGrants()
    {
        ChunkSink sink(1, 10, sending());
        send(sink, "a", 6);
        send(sink, "b", 6);
        send(sink, "c", 4);
        QCOMPARE(m_sent, QStringList{QStringLiteral("a")});
        QCOMPARE(m_used, 0);
        sink.grant(6);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("abc"));
        QCOMPARE(m_used, 1);
        sink.grant(10);
        QCOMPARE(m_used, 3);
    }

    void text_goesInOrderWithTheOthers_andTakesOfTheWindow()
    {
        ChunkSink sink(1, 10, sending());
        send(sink, "a", 1);
        sink.sendText(QStringLiteral("stdout"), QStringLiteral("b"), 9, [this] { ++m_used; });
        sink.sendText(QStringLiteral("stderr"), QStringLiteral("c"), 1, [this] { ++m_used; });
        send(sink, "d", 1);
        QCOMPARE(m_sent.join(QLatin1Char(' ')), QStringLiteral("a stdout:b"));
        sink.grant(10);
        QCOMPARE(m_sent.join(QLatin1Char(' ')), QStringLiteral("a stdout:b stderr:c d"));
        QCOMPARE(m_used, 2);
    }

    void parts_behindOneUnderWay_areJoined()
    {
        ChunkSink sink(1, 100, sending());
        sendPart(sink, "stdout", "a");
        sendPart(sink, "stdout", "b");
        sendPart(sink, "stdout", "c");
        QCOMPARE(m_sent.join(QLatin1Char(' ')), QStringLiteral("stdout=a"));
        sink.grant(1);
        QCOMPARE(m_used, 1);
        QCOMPARE(m_sent.join(QLatin1Char(' ')), QStringLiteral("stdout=a stdout=bc"));
        sink.grant(2);
        QCOMPARE(m_used, 3);
    }

    void parts_ofTwoNames_keepTheirOrder()
    {
        ChunkSink sink(1, 100, sending());
        sendPart(sink, "stdout", "a");
        sendPart(sink, "stdout", "b");
        sendPart(sink, "stderr", "c");
        sendPart(sink, "stdout", "d");
        // The last waits for more to come with it, until it is known that there is none.
        QCOMPARE(m_sent.join(QLatin1Char(' ')), QStringLiteral("stdout=a stdout=b stderr=c"));
        sink.end(encodeEnd(1, nullptr), [] {});
        QCOMPARE(m_sent.join(QLatin1Char(' ')),
                 QStringLiteral("stdout=a stdout=b stderr=c stdout=d end"));
        QCOMPARE(m_used, 4);
    }

    void parts_thatAreMuch_doNotWait_andHaveALimit()
    {
        constexpr qsizetype mebibyte = 1024 * 1024;
        ChunkSink sink(1, 4 * mebibyte, sending());
        sendPart(sink, "stdout", "a");
        sendPart(sink, "stdout", QByteArray(mebibyte, 'b'));
        QCOMPARE(m_sent.size(), 2);
        // The window holds the others back.
        for (int i = 0; i < 4; ++i) {
            sendPart(sink, "stdout", QByteArray(mebibyte * 3 / 2, 'c'));
        }
        QCOMPARE(m_sent.size(), 3);
        sink.grant(1 + mebibyte);
        sink.grant(mebibyte * 3 / 2);
        QCOMPARE(m_sent.mid(3), QStringList{QStringLiteral("stdout=%1").arg(mebibyte * 3)});
        sink.discard();
        QCOMPARE(m_used, 6);
    }

    void chunk_largerThanTheWindow_goesAlone()
    {
        ChunkSink sink(1, 10, sending());
        send(sink, "a", 100);
        send(sink, "b", 1);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("a"));
        sink.grant(50);
        QCOMPARE(m_used, 0);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("a"));
        sink.grant(50);
        QCOMPARE(m_used, 1);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("ab"));
    }

    void end_comesBehindAllChunks()
    {
        ChunkSink sink(1, 10, sending());
        bool isDone = false;
        send(sink, "a", 10);
        send(sink, "b", 10);
        sink.end(encodeEnd(1, nullptr), [&isDone] { isDone = true; });
        QCOMPARE(m_sent.join(QString()), QStringLiteral("a"));
        QVERIFY(!isDone);
        sink.grant(10);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("abend"));
        QVERIFY(isDone);
    }

    void discard_letsTheSourceGoOn_andTheEndCome()
    {
        ChunkSink sink(1, 10, sending());
        send(sink, "a", 10);
        send(sink, "b", 10);
        sink.discard();
        QCOMPARE(m_used, 2);
        send(sink, "c", 10);
        QCOMPARE(m_used, 3);
        sink.end(encodeEnd(1, nullptr), [] {});
        QCOMPARE(m_sent.join(QString()), QStringLiteral("aend"));
    }

    void close_sendsNothingMore()
    {
        ChunkSink sink(1, 10, sending());
        bool isDone = false;
        send(sink, "a", 10);
        send(sink, "b", 10);
        sink.end(encodeEnd(1, nullptr), [&isDone] { isDone = true; });
        sink.close();
        send(sink, "c", 1);
        sink.grant(20);
        QCOMPARE(m_sent.join(QString()), QStringLiteral("a"));
        QCOMPARE(m_used, 3);
        QVERIFY(!isDone);
    }
};

PIERHEAD_TEST(ChunkSinkTest)

} // namespace pierhead::bridge

#include "tst_chunksink.moc"

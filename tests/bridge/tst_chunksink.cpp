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
                }};
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

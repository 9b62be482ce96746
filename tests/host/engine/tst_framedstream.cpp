#include "fakereply.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/framedstream.h>

#include <QTest>

namespace pierhead::engine {

using test::FakeReply;

class FramedStreamTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// The outputs, "1:" or "2:" before each change of channel.
    [[nodiscard]] static QByteArray told(const std::vector<OutputChunk> &chunks)
    {
        QByteArray text;
        OutputChannel last = OutputChannel::Stdout;
        for (const OutputChunk &chunk : chunks) {
            if (text.isEmpty() || chunk.channel != last) {
                text += chunk.channel == OutputChannel::Stdout ? "1:" : "2:";
            }
            text += chunk.bytes;
            last = chunk.channel;
        }
        return text;
    }

private Q_SLOTS:

    void take_corpus_comesApart_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("one") << FakeReply::frame(1, "hello") << QByteArray("1:hello");
        QTest::newRow("both") << FakeReply::frame(1, "out") + FakeReply::frame(2, "err")
                + FakeReply::frame(1, "more")
                              << QByteArray("1:out2:err1:more");
        QTest::newRow("channel 0 is stdout") << FakeReply::frame(0, "in") << QByteArray("1:in");
        QTest::newRow("empty frames")
            << FakeReply::frame(1, "") + FakeReply::frame(2, "x") + FakeReply::frame(1, "")
            << QByteArray("2:x");
        QTest::newRow("zeros and no UTF-8")
            << FakeReply::frame(1, QByteArray("\0\xff\x01", 3)) << QByteArray("1:\0\xff\x01", 5);
        QTest::newRow("long") << FakeReply::frame(2, QByteArray(70000, 'x'))
                              << "2:" + QByteArray(70000, 'x');
    }

    void take_corpus_comesApart()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, expected);
        // Every cut of the short ones, some of the long one.
        const qsizetype step = wire.size() > 1000 ? 997 : 1;
        for (qsizetype cut = 0; cut <= wire.size(); cut += step) {
            FramedStream stream;
            auto first = stream.take(wire.left(cut));
            VERIFY_RESULT(first);
            const auto second = stream.take(wire.mid(cut));
            VERIFY_RESULT(second);
            first->insert(first->end(), second->begin(), second->end());
            QCOMPARE(told(*first), expected);
            QVERIFY(stream.isAtBoundary());
        }
    }

    void take_byteByByte_comesApart()
    {
        const QByteArray wire = FakeReply::frame(1, "out") + FakeReply::frame(2, "err");
        FramedStream stream;
        std::vector<OutputChunk> all;
        for (const char byte : wire) {
            const auto chunks = stream.take(QByteArray(1, byte));
            VERIFY_RESULT(chunks);
            all.insert(all.end(), chunks->begin(), chunks->end());
        }
        QCOMPARE(told(all), QByteArray("1:out2:err"));
    }

    void isAtBoundary_everyPrefix_onlyBetweenFrames()
    {
        const QByteArray first = FakeReply::frame(1, "out");
        const QByteArray wire = first + FakeReply::frame(2, "err");
        for (qsizetype count = 0; count <= wire.size(); ++count) {
            FramedStream stream;
            VERIFY_RESULT(stream.take(wire.left(count)));
            const bool isBetween = count == 0 || count == first.size() || count == wire.size();
            QCOMPARE(stream.isAtBoundary(), isBetween);
        }
    }

    void take_unknownHeaders_fail_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("channel 3") << QByteArray("\3\0\0\0\0\0\0\1", 8);
        QTest::newRow("channel 128") << QByteArray("\x80\0\0\0\0\0\0\1", 8);
        QTest::newRow("text") << QByteArray("OCI runtime exec failed");
        QTest::newRow("padding") << QByteArray("\1\0\1\0\0\0\0\1", 8);
    }

    void take_unknownHeaders_fail()
    {
        QFETCH(QByteArray, header);
        FramedStream stream;
        VERIFY_RESULT(stream.take(FakeReply::frame(1, "fine")));
        COMPARE_ERROR(stream.take(header), ErrorCode::Protocol);
        COMPARE_ERROR(stream.take(FakeReply::frame(1, "fine")), ErrorCode::Protocol);
        QVERIFY(!stream.isAtBoundary());
    }

    void take_largestFrame_isNotReservedFor()
    {
        FramedStream stream;
        VERIFY_RESULT(stream.take(QByteArray("\1\0\0\0\xff\xff\xff\xff", 8)));
        const auto chunks = stream.take("some");
        VERIFY_RESULT(chunks);
        QCOMPARE(told(*chunks), QByteArray("1:some"));
    }
};

PIERHEAD_TEST(FramedStreamTest)

} // namespace pierhead::engine

#include "tst_framedstream.moc"

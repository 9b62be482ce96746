#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentcodec.h>

#include <csignal>

namespace pierhead::backend {

using agent::EndKind;
using agent::FrameType;
using agentcodec::Exited;
using agentcodec::Frame;

namespace {

/// Parts of one Data frame come as frames of their own: put together again.
void append(std::vector<Frame> &frames, const std::vector<Frame> &more)
{
    for (const Frame &frame : more) {
        if (frame.type == FrameType::Data && !frames.empty()
            && frames.back().type == FrameType::Data) {
            frames.back().payload += frame.payload;
        } else {
            frames.push_back(frame);
        }
    }
}

} // namespace

class AgentCodecTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void decoder_everyCut_givesTheSameFrames()
    {
        const QByteArray stream = agentcodec::encode(FrameType::Pong, 1)
            + agentcodec::encode(FrameType::Data, 0x01020304, QByteArray("\x01some text"))
            + agentcodec::encode(FrameType::Exited, 7, QByteArray::fromHex("0000000003"));
        agentcodec::Decoder whole;
        const auto expected = whole.take(stream);
        VERIFY_RESULT(expected);
        QCOMPARE(expected->size(), std::size_t{3});
        QCOMPARE(expected->at(1).id, 0x01020304U);
        QCOMPARE(expected->at(1).payload, QByteArray("some text"));
        QCOMPARE(expected->at(1).channel, agent::Channel::Output);
        for (qsizetype first = 0; first <= stream.size(); ++first) {
            for (qsizetype second = first; second <= stream.size(); ++second) {
                agentcodec::Decoder decoder;
                std::vector<Frame> frames;
                for (const QByteArray &piece :
                     {stream.left(first), stream.mid(first, second - first), stream.mid(second)}) {
                    const auto taken = decoder.take(piece);
                    VERIFY_RESULT(taken);
                    append(frames, *taken);
                }
                QVERIFY(frames == *expected);
                QVERIFY(decoder.rest().isEmpty());
            }
        }
    }

    void decoder_impossibleSize_failsForGood()
    {
        agentcodec::Decoder decoder;
        const auto result = decoder.take("OCI runtime exec failed: exec format error");
        COMPARE_ERROR(result, ErrorCode::Protocol);
        QVERIFY(result.error().detail.contains(QStringLiteral("exec format error")));
        COMPARE_ERROR(decoder.take(agentcodec::encode(FrameType::Pong, 1)), ErrorCode::Protocol);
    }

    void decoder_dataFrame_isNotHeldBack()
    {
        const QByteArray frame = agentcodec::encode(FrameType::Data, 5, QByteArray("\x02one two"));
        agentcodec::Decoder decoder;
        const auto first = decoder.take(frame.left(frame.size() - 3));
        VERIFY_RESULT(first);
        QVERIFY(*first
                == (std::vector<Frame>{{FrameType::Data, 5, "one ", agent::Channel::Error}}));
        const auto second = decoder.take(frame.right(3));
        VERIFY_RESULT(second);
        QVERIFY(*second
                == (std::vector<Frame>{{FrameType::Data, 5, "two", agent::Channel::Error}}));
    }

    void decoder_dataFrameWithoutChannel_fails()
    {
        agentcodec::Decoder decoder;
        COMPARE_ERROR(decoder.take(agentcodec::encode(FrameType::Data, 5)), ErrorCode::Protocol);
    }

    void payload_everyShorterOne_isRefused()
    {
        const auto prefixes = [](const QByteArray &payload, auto decode) {
            for (qsizetype size = 0; size < payload.size(); ++size) {
                if (decode(Frame{FrameType::Hello, 1, payload.left(size)})) {
                    return false;
                }
            }
            return decode(Frame{FrameType::Hello, 1, payload});
        };
        const QByteArray hello =
            QByteArray::fromHex("5048414700010000000f000200000040000000000042"
                                "000000070000000000001234000000080000000000005678");
        QVERIFY(prefixes(
            hello, [](const Frame &frame) { return agentcodec::decodeHello(frame).has_value(); }));
        const QByteArray five = QByteArray::fromHex("0000000003");
        QVERIFY(prefixes(
            five, [](const Frame &frame) { return agentcodec::decodeExited(frame).has_value(); }));
        QVERIFY(prefixes(
            five, [](const Frame &frame) { return agentcodec::decodeFailed(frame).has_value(); }));
        QVERIFY(prefixes(
            five, [](const Frame &frame) { return agentcodec::decodeWindow(frame).has_value(); }));
        QVERIFY(prefixes(five.mid(1), [](const Frame &frame) {
            return agentcodec::decodeClosed(frame).has_value();
        }));
    }

    void exited_codeOrSignal()
    {
        const auto code =
            agentcodec::decodeExited({FrameType::Exited, 1, QByteArray::fromHex("0000000102")});
        VERIFY_RESULT(code);
        QCOMPARE(*code, (Exited{EndKind::Exit, 0x102}));
        const auto signal =
            agentcodec::decodeExited({FrameType::Exited, 1, QByteArray::fromHex("010000000f")});
        VERIFY_RESULT(signal);
        QCOMPARE(*signal, (Exited{EndKind::Signal, SIGTERM}));
    }

    void start_withWhatNoProgramCanTake_isRefused_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("variable");
        const QStringList good{QStringLiteral("true")};
        const QString nul = QStringLiteral("a") + QChar(0) + QStringLiteral("b");
        QTest::newRow("no program") << QStringList() << QString() << QString();
        QTest::newRow("empty program") << QStringList{QString()} << QString() << QString();
        QTest::newRow("NUL in argument") << (good + QStringList{nul}) << QString() << QString();
        QTest::newRow("NUL in directory") << good << nul << QString();
        QTest::newRow("NUL in variable") << good << QString() << nul;
        QTest::newRow("= in variable") << good << QString() << QStringLiteral("a=b");
        QTest::newRow("too large")
            << (good + QStringList{QString(5'000'000, QLatin1Char('x'))}) << QString() << QString();
    }

    void start_withWhatNoProgramCanTake_isRefused()
    {
        QFETCH(const QStringList, command);
        QFETCH(const QString, directory);
        QFETCH(const QString, variable);
        CommandSpec spec;
        spec.exec.command = command;
        spec.exec.workingDirectory = directory;
        if (!variable.isNull()) {
            spec.exec.environment.insert(variable, QStringLiteral("value"));
        }
        COMPARE_ERROR(agentcodec::encodeStart(1, spec, 1, 1), ErrorCode::InvalidArgument);
    }

    void data_largerThanAFrame_isCut()
    {
        const QByteArray bytes(3 * 64 * 1024 + 5, 'x');
        agentcodec::Decoder decoder;
        const auto frames = decoder.take(agentcodec::encodeData(3, bytes));
        VERIFY_RESULT(frames);
        QCOMPARE(frames->size(), std::size_t{4});
        QByteArray joined;
        for (const Frame &frame : *frames) {
            QVERIFY(frame.payload.size() <= 64 * 1024);
            joined += frame.payload;
        }
        QCOMPARE(joined, bytes);
    }
};

PIERHEAD_TEST(AgentCodecTest)

} // namespace pierhead::backend

#include "tst_agentcodec.moc"

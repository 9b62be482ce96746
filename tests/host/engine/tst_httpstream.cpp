#include "fakeengine.h"
#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/httpclient.h>
#include <host/engine/httpstream.h>

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace pierhead::engine {

using test::await;
using test::FakeReply;

/// Answers that go on, and connections that were handed over.
class HttpStreamTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<test::FakeEngine> m_engine;

    [[nodiscard]] HttpClient client() const { return HttpClient(m_engine->address()); }

    [[nodiscard]] std::unique_ptr<HttpStream> open(const FakeReply &reply) const
    {
        m_engine->on("GET /x", reply);
        auto stream = await(client().open({.target = "/x"}));
        return stream ? std::move(*stream) : nullptr;
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<test::FakeEngine>();
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void open_pieces_arriveInOrderThenFinished()
    {
        const auto stream = open(FakeReply::chunked(200, {"one ", "two ", "three"}).splitBy(1));
        QVERIFY(stream);
        QByteArray told;
        connect(stream.get(), &HttpStream::received, this, [&told](const QByteArray &bytes) {
            told += bytes;
        });
        QSignalSpy finished(stream.get(), &HttpStream::finished);
        QSignalSpy failed(stream.get(), &HttpStream::failed);
        stream->start();
        stream->start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(told, QByteArray("one two three"));
        QCOMPARE(failed.count(), 0);
    }

    void open_moreThanIsReadAhead_arrivesWhole()
    {
        const auto stream = open(FakeReply::bytes(200, QByteArray(5000000, 'x'), "a/b"));
        QVERIFY(stream);
        qsizetype size = 0;
        connect(stream.get(), &HttpStream::received, this, [&size](const QByteArray &bytes) {
            size += bytes.size();
        });
        QSignalSpy finished(stream.get(), &HttpStream::finished);
        stream->start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(size, 5000000);
    }

    void open_connectionBreaks_fails()
    {
        const auto stream = open(FakeReply::openChunked(200, {"one"}));
        QVERIFY(stream);
        QSignalSpy received(stream.get(), &HttpStream::received);
        QSignalSpy finished(stream.get(), &HttpStream::finished);
        QSignalSpy failed(stream.get(), &HttpStream::failed);
        stream->start();
        QTRY_COMPARE(received.count(), 1);
        m_engine->breakConnections();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(finished.count(), 0);
    }

    void open_abortedInItsSlot_saysNothingMore()
    {
        const auto stream = open(FakeReply::chunked(200, {"one", "two", "three"}).splitBy(1));
        QVERIFY(stream);
        int pieces = 0;
        connect(stream.get(), &HttpStream::received, this, [&] {
            ++pieces;
            stream->abort();
        });
        QSignalSpy finished(stream.get(), &HttpStream::finished);
        QSignalSpy failed(stream.get(), &HttpStream::failed);
        stream->start();
        QTRY_COMPARE(pieces, 1);
        QTRY_COMPARE(m_engine->openConnections(), 0);
        // An exchange after it has passed all threads, so nothing of it can be under way.
        VERIFY_RESULT(await(client().send({.target = "/version"})));
        QCOMPARE(pieces, 1);
        QCOMPARE(finished.count() + failed.count(), 0);
    }

    void open_deletedInItsSlot_closes_data()
    {
        QTest::addColumn<bool>("atEnd");
        QTest::newRow("received") << false;
        QTest::newRow("finished") << true;
    }

    void open_deletedInItsSlot_closes()
    {
        QFETCH(bool, atEnd);
        auto stream = open(FakeReply::chunked(200, {"one", "two"}).splitBy(1));
        QVERIFY(stream);
        bool isDeleted = false;
        const auto forget = [&] {
            stream.reset();
            isDeleted = true;
        };
        if (atEnd) {
            connect(stream.get(), &HttpStream::finished, this, forget);
        } else {
            connect(stream.get(), &HttpStream::received, this, forget);
        }
        stream->start();
        QTRY_VERIFY(isDeleted);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void open_neverStarted_closesWhenDestroyed()
    {
        auto stream = open(FakeReply::openChunked(200, {"one"}));
        QVERIFY(stream);
        QCOMPARE(m_engine->openConnections(), 1);
        stream.reset();
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void upgrade_echo_goesBothWays()
    {
        const auto echo = [](const QByteArray &input) {
            return "<" + input + ">";
        };
        m_engine->on("POST /x", FakeReply::upgraded("hello", echo));
        const auto stream =
            await(client().upgrade({.method = "POST", .target = "/x", .body = "{}"}));
        VERIFY_RESULT(stream);
        QByteArray told;
        connect(stream->get(), &HttpStream::received, this, [&](const QByteArray &bytes) {
            told += bytes;
        });
        (*stream)->start();
        QTRY_COMPARE(told, QByteArray("hello"));
        (*stream)->write("one");
        QTRY_COMPARE(told, QByteArray("hello<one>"));
        QCOMPARE(m_engine->requests().last().headers.value("upgrade"), QByteArray("tcp"));
        QSignalSpy finished(stream->get(), &HttpStream::finished);
        (*stream)->closeWrite();
        m_engine->breakConnections();
        QTRY_COMPARE(finished.count(), 1);
    }

    void upgrade_refused_isTheEnginesError()
    {
        m_engine->on("POST /x", FakeReply::refusal(409, QStringLiteral("not running")));
        COMPARE_ERROR(await(client().upgrade({.method = "POST", .target = "/x"})),
                      ErrorCode::Conflict);
    }

    void upgrade_answeredWithChunks_isReadAsChunks()
    {
        m_engine->on("POST /x", FakeReply::chunked(200, {"plain", " body"}));
        const auto stream = await(client().upgrade({.method = "POST", .target = "/x"}));
        VERIFY_RESULT(stream);
        QByteArray told;
        connect(stream->get(), &HttpStream::received, this, [&](const QByteArray &bytes) {
            told += bytes;
        });
        QSignalSpy finished(stream->get(), &HttpStream::finished);
        (*stream)->start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(told, QByteArray("plain body"));
    }
};

PIERHEAD_TEST(HttpStreamTest)

} // namespace pierhead::engine

#include "tst_httpstream.moc"

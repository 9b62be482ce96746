#include "fakeengine.h"
#include "guardedtest.h"
#include "testprogram.h"

#include <host/engine/eventstream.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

namespace pierhead::engine {

using test::FakeReply;

namespace {

QByteArray eventLine(const QByteArray &action)
{
    return "{\"Type\":\"container\",\"Action\":\"" + action + "\",\"Actor\":{\"ID\":\"c\"}}\n";
}

} // namespace

class EventStreamTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<test::FakeEngine> m_engine;
    std::unique_ptr<EventStream> m_events;
    QStringList m_actions;

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_actions.clear();
        m_engine = std::make_unique<test::FakeEngine>();
        m_engine->on("GET /events", FakeReply::openChunked(200, {}));
        m_events = std::make_unique<EventStream>(
            m_engine->address(),
            QMap<QString, QStringList>{{QStringLiteral("type"), {QStringLiteral("container")}}});
        connect(m_events.get(), &EventStream::event, this, [this](const EngineEvent &event) {
            m_actions.append(event.action);
        });
    }

    void cleanup()
    {
        m_events.reset();
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void start_events_areToldHoweverCut()
    {
        const QByteArray lines = eventLine("start") + "\n" + eventLine("die");
        m_engine->on("GET /events",
                     FakeReply::openChunked(200, {lines.left(20), lines.mid(20)}).splitBy(1));
        QSignalSpy connected(m_events.get(), &EventStream::connected);
        m_events->start();
        QTRY_COMPARE(m_actions, QStringList({QStringLiteral("start"), QStringLiteral("die")}));
        QCOMPARE(connected.count(), 1);
        QCOMPARE(m_engine->requests().last().query(QStringLiteral("filters")),
                 QStringLiteral("{\"type\":[\"container\"]}"));
        m_engine->push(FakeReply::chunk(eventLine("stop")));
        QTRY_COMPARE(m_actions.size(), 3);
    }

    void connectionBreaks_connectsAgainAndSaysSo()
    {
        QSignalSpy connected(m_events.get(), &EventStream::connected);
        QSignalSpy disconnected(m_events.get(), &EventStream::disconnected);
        m_events->start();
        QTRY_COMPARE(connected.count(), 1);
        m_engine->breakConnections();
        QTRY_COMPARE(disconnected.count(), 1);
        QTRY_COMPARE(connected.count(), 2);
        m_engine->push(FakeReply::chunk(eventLine("start")));
        QTRY_COMPARE(m_actions, QStringList{QStringLiteral("start")});
    }

    void engineEndsTheStream_connectsAgain()
    {
        m_engine->once("GET /events", FakeReply::chunked(200, {eventLine("start")}));
        QSignalSpy connected(m_events.get(), &EventStream::connected);
        m_events->start();
        QTRY_COMPARE(connected.count(), 2);
        QCOMPARE(m_actions.size(), 1);
    }

    void engineGone_isTriedMoreAndMoreSlowlyUntilItIsBack()
    {
        m_engine->stop();
        QList<qint64> times;
        QElapsedTimer timer;
        timer.start();
        QSignalSpy connected(m_events.get(), &EventStream::connected);
        connect(m_events.get(), &EventStream::disconnected, this, [&] {
            times.append(timer.elapsed());
        });
        m_events->start();
        QTRY_VERIFY_WITH_TIMEOUT(times.size() >= 4, 10000);
        QVERIFY(times.at(1) - times.at(0) >= 180);
        QVERIFY(times.at(2) - times.at(1) >= 360);
        QVERIFY(times.at(3) - times.at(2) >= 720);
        m_engine->start();
        QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, 10000);
    }

    void brokenLine_isToldAndConnectsAgain()
    {
        m_engine->once("GET /events", FakeReply::openChunked(200, {"no JSON\n"}));
        QSignalSpy connected(m_events.get(), &EventStream::connected);
        QSignalSpy disconnected(m_events.get(), &EventStream::disconnected);
        m_events->start();
        QTRY_COMPARE(connected.count(), 2);
        QCOMPARE(disconnected.count(), 1);
        QCOMPARE(disconnected.first().first().value<Error>().code, ErrorCode::Protocol);
    }

    void deletedInItsSlot_isFine_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("event") << eventLine("start") + eventLine("die");
        QTest::newRow("disconnected") << QByteArray("no JSON\n");
    }

    void deletedInItsSlot_isFine()
    {
        QFETCH(QByteArray, piece);
        m_engine->on("GET /events", FakeReply::openChunked(200, {piece}));
        const auto forget = [this] {
            m_events.reset();
        };
        connect(m_events.get(), &EventStream::event, this, forget);
        connect(m_events.get(), &EventStream::disconnected, this, forget);
        m_events->start();
        QTRY_VERIFY(!m_events);
        QVERIFY(m_actions.size() <= 1);
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }

    void deletedWhileConnecting_isFine()
    {
        m_engine->on("GET /events", FakeReply::silence());
        m_events->start();
        QTRY_COMPARE(m_engine->requests().size(), 1);
        m_events.reset();
        QTRY_COMPARE(m_engine->openConnections(), 0);
    }
};

PIERHEAD_TEST(EventStreamTest)

} // namespace pierhead::engine

#include "tst_eventstream.moc"

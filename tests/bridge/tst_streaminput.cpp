#include "guardedtest.h"
#include "testprogram.h"

#include <bridge/core/streaminput.h>

#include <QTest>

namespace pierhead::bridge {

/// What a page writes to a stream.
class StreamInputTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void pieces_areHandedOnInOrder_andAcknowledgedOnce()
    {
        int acknowledged = 0;
        std::vector<int> seen;
        std::vector<StreamInput::Taken> takers;
        StreamInput input([&acknowledged] { ++acknowledged; });
        QVERIFY(input.take(1, 10)); // before anybody takes it
        QVERIFY(input.take(2, 10));
        QCOMPARE(acknowledged, 0);
        input.setReceiver([&](const nlohmann::json &data, StreamInput::Taken taken) {
            seen.push_back(data.get<int>());
            takers.push_back(std::move(taken));
        });
        QVERIFY(input.take(3, 10));
        QCOMPARE(seen, (std::vector<int>{1, 2, 3}));
        takers.at(0)();
        takers.at(0)();
        QCOMPARE(acknowledged, 1);
        takers.at(2)();
        QCOMPARE(acknowledged, 2);
    }

    void flood_isRefused()
    {
        std::vector<StreamInput::Taken> takers;
        StreamInput input([] {});
        input.setReceiver([&](const nlohmann::json & /*data*/, StreamInput::Taken taken) {
            takers.push_back(std::move(taken));
        });
        QVERIFY(input.take(1, StreamInput::limitBytes));
        QVERIFY(!input.take(2, 1));
        takers.front()();
        QVERIFY(input.take(3, StreamInput::limitBytes));
    }

    void closed_nothingIsHandedOnOrAcknowledged()
    {
        int acknowledged = 0;
        int seen = 0;
        StreamInput::Taken kept;
        StreamInput input([&acknowledged] { ++acknowledged; });
        QVERIFY(input.take(1, 1));
        QVERIFY(input.take(2, 1));
        input.setReceiver([&](const nlohmann::json & /*data*/, StreamInput::Taken taken) {
            ++seen;
            kept = std::move(taken);
            input.close(); // by the one who got the first
        });
        QCOMPARE(seen, 1);
        kept();
        QVERIFY(input.take(3, StreamInput::limitBytes));
        QVERIFY(input.take(4, StreamInput::limitBytes));
        QCOMPARE(seen, 1);
        QCOMPARE(acknowledged, 0);
    }
};

PIERHEAD_TEST(StreamInputTest)

} // namespace pierhead::bridge

#include "tst_streaminput.moc"

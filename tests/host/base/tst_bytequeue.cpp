#include "guardedtest.h"
#include "testprogram.h"

#include <host/base/bytequeue.h>

#include <QTest>

#include <thread>

namespace pierhead {

class ByteQueueTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void pop_finished_givesAllThenTheEnd()
    {
        ByteQueue queue;
        queue.push("one");
        queue.push("");
        queue.push("two");
        queue.finish();
        queue.push("late"); // goes nowhere
        QCOMPARE(queue.pop(), std::optional(QByteArray("one")));
        QCOMPARE(queue.pop(), std::optional(QByteArray("two")));
        QCOMPARE(queue.pop(), std::optional(QByteArray()));
    }

    void pop_failed_givesWhatCameThenNothing()
    {
        ByteQueue queue;
        queue.push("one");
        queue.fail();
        queue.finish(); // the first end counts
        QCOMPARE(queue.pop(), std::optional(QByteArray("one")));
        QCOMPARE(queue.pop(), std::optional<QByteArray>());
    }

    void pop_nothingThere_waitsForTheOtherThread()
    {
        ByteQueue queue;
        std::thread writer([&queue] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            queue.push("late");
        });
        QCOMPARE(queue.pop(), std::optional(QByteArray("late")));
        writer.join();
    }

    void hasRoom_full_untilSomeIsTaken()
    {
        ByteQueue queue;
        const QByteArray piece(1024 * 1024, 'x');
        int pushed = 0;
        while (queue.hasRoom()) {
            QVERIFY(pushed < 100);
            queue.push(piece);
            ++pushed;
        }
        QCOMPARE(pushed, 8);
        QVERIFY(queue.pop());
        QVERIFY(queue.hasRoom());
    }

    void abandon_full_hasRoomAndTakesNoMore()
    {
        ByteQueue queue;
        queue.push(QByteArray(9 * 1024 * 1024, 'x'));
        QVERIFY(!queue.hasRoom());
        queue.abandon();
        QVERIFY(queue.hasRoom());
        QVERIFY(queue.isAbandoned());
        queue.push("more");
        QCOMPARE(queue.pop(), std::optional<QByteArray>());
    }
};

PIERHEAD_TEST(ByteQueueTest)

} // namespace pierhead

#include "tst_bytequeue.moc"

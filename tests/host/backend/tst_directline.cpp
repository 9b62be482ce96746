#include "guardedtest.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/backend/directline.h>

#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace pierhead::backend {

/// The pipes to an agent, with the test at their other ends.
class DirectLineTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<DirectLine> m_line;
    FileDescriptor m_agentsOutput;
    FileDescriptor m_agentsInput;

    [[nodiscard]] static std::pair<FileDescriptor, FileDescriptor> pipe()
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
            qWarning("no pipe");
        }
        return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
    }

    /// All that is there for the agent.
    [[nodiscard]] QByteArray readByAgent() const
    {
        QByteArray bytes(64 * 1024, Qt::Uninitialized);
        const ssize_t count =
            ::read(m_agentsInput.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
        return bytes.left(count > 0 ? count : 0);
    }

    [[nodiscard]] bool writeByAgent(const QByteArray &bytes) const
    {
        return ::write(
                   m_agentsOutput.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()))
            == bytes.size();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        auto [input, agentsOutput] = pipe();
        auto [agentsInput, output] = pipe();
        m_agentsOutput = std::move(agentsOutput);
        m_agentsInput = std::move(agentsInput);
        m_line =
            std::make_unique<DirectLine>(DirectLine::Ends{std::move(input), std::move(output)});
        m_line->start();
    }

    void cleanup()
    {
        m_line.reset();
        GuardedTest::cleanup();
    }

    void bytes_goBothWays()
    {
        QSignalSpy received(m_line.get(), &AgentLine::received);
        m_line->write("to the agent");
        QCOMPARE(readByAgent(), QByteArray("to the agent"));
        QVERIFY(writeByAgent("from the agent"));
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received.front().front().toByteArray(), QByteArray("from the agent"));
    }

    void moreThanThePipeHolds_waits_andLosesNothing()
    {
        QByteArray sent;
        for (int number = 0; number < 500'000; ++number) {
            sent += QByteArray::number(number) + ' ';
        }
        m_line->write(sent);
        m_line->write("end");
        QByteArray read;
        QVERIFY(test::waitFor([&] {
            read += readByAgent();
            return read.endsWith("end");
        }));
        QCOMPARE(read, sent + "end");
    }

    void end_ofTheAgent_isToldOnce_behindItsLastWords()
    {
        QSignalSpy received(m_line.get(), &AgentLine::received);
        QSignalSpy finished(m_line.get(), &AgentLine::finished);
        QVERIFY(writeByAgent("goodbye"));
        m_agentsOutput = FileDescriptor();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(received.size(), 1);
        m_line->write("into nothing");
        QCOMPARE(readByAgent(), QByteArray());
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 1);
    }

    void agentsInputGone_writing_doesNoHarm()
    {
        QSignalSpy finished(m_line.get(), &AgentLine::finished);
        m_agentsInput = FileDescriptor();
        m_line->write("into nothing"); // and no SIGPIPE
        m_line->write("nor this");
        QCOMPARE(finished.size(), 0);
        m_agentsOutput = FileDescriptor();
        QTRY_COMPARE(finished.size(), 1);
    }

    void abort_endsTheAgentsInput_andTellsNothing()
    {
        QSignalSpy finished(m_line.get(), &AgentLine::finished);
        m_line->abort();
        char byte = 0;
        QCOMPARE(::read(m_agentsInput.get(), &byte, 1), ssize_t{0});
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 0);
    }

    void deleted_byWhoHearsIt_doesNoHarm()
    {
        connect(m_line.get(), &AgentLine::received, this, [this] { m_line.reset(); });
        QVERIFY(writeByAgent("the end"));
        QTRY_VERIFY(!m_line);
    }

    void take_ofNoContainer_takesNothing()
    {
        const auto [input, output] = pipe();
        agentcodec::Hello hello;
        hello.pid = static_cast<quint32>(QCoreApplication::applicationPid());
        hello.hostsInput.descriptor = static_cast<quint32>(input.get());
        hello.hostsOutput.descriptor = static_cast<quint32>(output.get());
        QVERIFY(!DirectLine::take(hello, QString()));
        QVERIFY(!DirectLine::take(hello, QString(64, QLatin1Char('0'))));
    }
};

PIERHEAD_TEST(DirectLineTest)

} // namespace pierhead::backend

#include "tst_directline.moc"

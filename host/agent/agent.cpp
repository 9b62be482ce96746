#include "agent.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr size_t readSize = 64UL * 1024;

// All is gone within a second of the host: SIGTERM, 400 ms, then SIGKILL. Milliseconds.
constexpr uint64_t stopInterval = 20;
constexpr uint64_t stopPolitely = 400;
constexpr uint64_t stopLongest = 900;

void tellEnd(FrameWriter &frame, int end)
{
    frame.u32(static_cast<uint32_t>(end));
    frame.u64(DirectPipes::inodeOf(end));
}

} // namespace

Agent::Agent(EventLoop &loop, Reaper &reaper, Spawner &spawner, int input, int output)
    : m_loop(loop)
    , m_reaper(reaper)
    , m_spawner(spawner)
    , m_input(input)
    , m_lifeline(loop)
    , m_link(loop, output)
    , m_all(getpid())
{ }

Agent::~Agent()
{
    m_loop.stopTimer(*this);
    m_link.forget(*this);
    stopReading();
}

int Agent::run()
{
    m_isReading = m_loop.watch(m_input, EPOLLIN, *this);
    if (!m_isReading) {
        return 2;
    }
    sayHello();
    while (!m_isOver) {
        m_link.flush();
        m_loop.turn(m_link.patience());
        if (m_reaper.takeChildrenEnded()) {
            reap();
        }
        if (!m_isStopping) {
            stopWhereDue();
        }
        m_commands.sweep();
        m_relays.sweep();
    }
    m_link.flush();
    return m_exitCode;
}

void Agent::sayHello()
{
    const bool hasPipes = m_pipes.open();
    {
        FrameWriter frame(m_link.queue(), FrameType::Hello, 0);
        frame.u32(protocolMagic);
        frame.u16(protocolVersion);
        frame.u32(static_cast<uint32_t>(Capability::Commands)
                  | static_cast<uint32_t>(Capability::Terminals)
                  | static_cast<uint32_t>(Capability::Relays)
                  | (hasPipes ? static_cast<uint32_t>(Capability::Pipes) : 0));
        frame.u32(inputWindow);
        frame.u32(maximumPayload);
        frame.u32(static_cast<uint32_t>(getpid()));
        tellEnd(frame, m_pipes.hostsInput());
        tellEnd(frame, m_pipes.hostsOutput());
    }
    m_link.added(Urgency::Now);
}

void Agent::ready(uint32_t)
{
    uint8_t *target = m_received.reserve(readSize);
    const ssize_t count = read(m_input, target, readSize);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (count <= 0) {
        stop();
        return;
    }
    m_received.commit(static_cast<size_t>(count));
    dispatchAll();
    if (m_silenceLimit > 0 && !m_isStopping) {
        m_loop.startTimer(*this, m_silenceLimit);
    }
    if (m_isReading && m_link.isOverfull()) {
        stopReading();
        m_link.waitForRoom(*this);
    }
}

void Agent::roomAgain()
{
    if (!m_isStopping && !m_isReading) {
        m_isReading = m_loop.watch(m_input, EPOLLIN, *this);
    }
}

void Agent::stopReading()
{
    if (m_isReading) {
        m_isReading = false;
        m_loop.unwatch(m_input, *this);
    }
}

void Agent::reap()
{
    pid_t pid = 0;
    int status = 0;
    while (Reaper::collect(pid, status)) {
        Command *command =
            m_commands.findBy([pid](const Command &entry) { return entry.isLedBy(pid); });
        if (command != nullptr) {
            command->leaderEnded(status);
        }
    }
}

/// The host is told before the commands end of it: that is no end of theirs.
void Agent::stopWhereDue()
{
    if (m_reaper.isAskedToEnd()) {
        sayGoodbye("it was told to by a signal");
        stop();
    } else if (m_lifeline.hasEnded()) {
        sayGoodbye("its connection through the engine is gone");
        stop();
    } else if (m_link.isBroken()) {
        stop();
    }
}

void Agent::sayGoodbye(const char *reason)
{
    {
        FrameWriter frame(m_link.queue(), FrameType::Goodbye, 0);
        frame.text(reason);
    }
    m_link.added(Urgency::Now);
}

void Agent::stopWith(const char *reason)
{
    sayGoodbye(reason);
    m_exitCode = 1;
    stop();
}

void Agent::stop()
{
    if (!m_isStopping) {
        m_isStopping = true;
        stopReading();
        m_relays.forEach([](Relay &relay) { relay.abort(); });
        m_stopBegan = EventLoop::now();
        signalEverything(SIGTERM);
        keepStopping();
    }
}

void Agent::signalEverything(int signal)
{
    if (!m_all.signalAll(signal)) {
        m_commands.forEach([signal](const Command &command) { command.signal(signal); });
    }
}

void Agent::keepStopping()
{
    const uint64_t lasted = EventLoop::now() - m_stopBegan;
    if (lasted >= stopPolitely) {
        signalEverything(SIGKILL);
    }
    m_isOver = m_all.countAlive() == 0 || lasted >= stopLongest;
    if (!m_isOver) {
        m_loop.startTimer(*this, stopInterval);
    }
}

void Agent::expired()
{
    if (m_isStopping) {
        keepStopping();
    } else {
        stop(); // nothing was heard of the host for too long
    }
}

} // namespace pierhead::agent

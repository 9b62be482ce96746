#include "command.h"

#include "childstreams.h"

#include <errno.h>
#include <sys/wait.h>

namespace pierhead::agent {

namespace {

/// How long the streams are waited for when the command is over but something it left behind holds
/// them.
constexpr uint64_t drainGrace = 1000;

/// A while for those that take SIGTERM, then SIGKILL until none is left. Milliseconds.
constexpr uint64_t killInterval = 50;
constexpr uint64_t killPolitely = 500;
constexpr uint64_t killLongest = 1000;

} // namespace

Command::Command(EventLoop &loop, Link &link, uint32_t id)
    : m_loop(loop)
    , m_link(link)
    , m_id(id)
    , m_output(loop, link, *this, id, Channel::Output)
    , m_error(loop, link, *this, id, Channel::Error)
    , m_input(loop, link, *this, id)
{ }

Command::~Command()
{
    m_loop.stopTimer(*this);
    delete m_condemned;
    Spawner::giveBack(m_report);
}

void Command::start(const StartRequest &request, Spawner &spawner, bool isAlone)
{
    ChildStreams streams;
    m_hasTerminal = request.has(StartFlag::Terminal);
    if (m_hasTerminal && !streams.openTerminal(request.terminal())) {
        fail(FailedStep::Terminal, errno);
        return;
    }
    if (!m_hasTerminal && !streams.openPipes(request.has(StartFlag::Input))) {
        fail(FailedStep::Resources, errno);
        return;
    }
    SpawnRequest spawnRequest;
    spawnRequest.arguments = request.arguments();
    spawnRequest.environment = request.environment();
    spawnRequest.directory = request.directory();
    spawnRequest.input = streams.childEnd(0);
    spawnRequest.output = streams.childEnd(1);
    spawnRequest.error = streams.childEnd(2);
    spawnRequest.hasTerminal = m_hasTerminal;
    spawnRequest.isAlone = isAlone;
    m_pid = spawner.spawn(spawnRequest, m_report);
    if (m_pid < 0) {
        fail(FailedStep::Resources, errno);
        return;
    }
    adopt(request, streams);
}

void Command::adopt(const StartRequest &request, ChildStreams &streams)
{
    {
        FrameWriter frame(m_link.queue(), FrameType::Started, m_id);
        frame.u32(static_cast<uint32_t>(m_pid));
    }
    m_link.added(Urgency::Late);
    const int input = streams.release(0);
    const int error = streams.release(2);
    m_output.open(streams.release(1), request.outputCredit(), Urgency::Soon);
    if (error >= 0) {
        m_error.open(error, request.errorCredit(), Urgency::Soon);
    }
    if (input >= 0) {
        m_input.open(input, m_hasTerminal ? Ending::Keystroke : Ending::Close);
    }
}

void Command::fail(FailedStep step, int error)
{
    {
        FrameWriter frame(m_link.queue(), FrameType::Failed, m_id);
        frame.u8(static_cast<uint8_t>(step));
        frame.u32(static_cast<uint32_t>(error));
    }
    m_link.added(Urgency::Now);
    m_isDone = true;
}

void Command::grant(Channel channel, uint32_t bytes)
{
    if (channel == Channel::Output) {
        m_output.grant(bytes);
    } else if (channel == Channel::Error) {
        m_error.grant(bytes);
    }
}

void Command::resize(TerminalSize size)
{
    if (m_hasTerminal && m_output.isOpen()) {
        resizeTerminal(m_output.descriptor(), size);
    }
}

void Command::signal(int number) const
{
    if (!m_hasEnded) {
        kill(-m_pid, number);
    }
}

void Command::terminate()
{
    if (m_condemned == nullptr && !m_isDone) {
        m_condemned = new ProcessTree(m_pid);
        m_output.discard();
        m_error.discard();
        m_input.close();
        m_killBegan = EventLoop::now();
        m_condemned->signalAll(SIGTERM);
        keepKilling();
    }
}

void Command::keepKilling()
{
    const uint64_t lasted = EventLoop::now() - m_killBegan;
    if (lasted >= killPolitely) {
        m_condemned->signalAll(SIGKILL);
    }
    const int alive = m_condemned->countAlive();
    if (m_hasEnded && (alive == 0 || lasted >= killLongest)) {
        m_output.close();
        m_error.close();
        tellEnd();
    } else {
        m_loop.startTimer(*this, killInterval);
    }
}

void Command::leaderEnded(int status)
{
    m_hasEnded = true;
    m_status = status;
    m_output.drain();
    m_error.drain();
    if (m_condemned != nullptr) {
        m_loop.startTimer(*this, 1);
    } else if (m_output.isOpen() || m_error.isOpen()) {
        m_loop.startTimer(*this, drainGrace);
    }
    finishIfOver();
}

void Command::expired()
{
    if (m_condemned != nullptr) {
        keepKilling();
        return;
    }
    // What the host has yet to ask for is kept for as long as that takes.
    if (!m_output.isHeldUp()) {
        m_output.close();
    }
    if (!m_error.isHeldUp()) {
        m_error.close();
    }
    m_loop.startTimer(*this, drainGrace);
    finishIfOver();
}

void Command::outflowEnded(int)
{
    finishIfOver();
}

void Command::inflowEnded(int)
{
    // A command may close its input whenever it likes.
}

void Command::finishIfOver()
{
    if (m_hasEnded && m_condemned == nullptr && !m_isDone && !m_output.isOpen()
        && !m_error.isOpen()) {
        tellEnd();
    }
}

void Command::tellEnd()
{
    if (m_report->error != 0) {
        fail(m_report->step, m_report->error);
        return;
    }
    const bool isSignal = WIFSIGNALED(m_status);
    {
        FrameWriter frame(m_link.queue(), FrameType::Exited, m_id);
        frame.u8(static_cast<uint8_t>(isSignal ? EndKind::Signal : EndKind::Exit));
        frame.u32(static_cast<uint32_t>(isSignal ? WTERMSIG(m_status) : WEXITSTATUS(m_status)));
    }
    m_link.added(Urgency::Now);
    m_isDone = true;
}

} // namespace pierhead::agent

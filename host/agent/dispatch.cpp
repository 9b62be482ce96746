// What each frame of the host does.
#include "agent.h"

#include <errno.h>

namespace pierhead::agent {

namespace {

/// Commands and relays together. Descriptors usually run out earlier, which is an error of the one
/// command.
constexpr uint32_t mostAtOnce = 4096;
/// A page's streams, and not many that it has started at once.
constexpr uint32_t fewCommands = 4;

} // namespace

void Agent::dispatchAll()
{
    Frame frame;
    FrameState state = peekFrame(m_received, frame);
    while (state == FrameState::Whole && !m_isStopping) {
        if (dispatch(frame) == Verdict::Malformed) {
            stopWith("The host sent a frame that is malformed or not expected here.");
            return;
        }
        consumeFrame(m_received, frame);
        state = peekFrame(m_received, frame);
    }
    if (state == FrameState::TooLarge && !m_isStopping) {
        stopWith("The host sent a frame that is too large.");
    }
}

Agent::Verdict Agent::dispatch(const Frame &frame)
{
    if (!m_isGreeted && frame.type != FrameType::Hello) {
        return Verdict::Malformed;
    }
    switch (frame.type) {
    case FrameType::Hello:
        return hello(PayloadReader(frame));
    case FrameType::Ping:
        pong(frame);
        return Verdict::Good;
    case FrameType::Pipes:
        return pipes(frame);
    case FrameType::Shutdown:
        stop();
        return Verdict::Good;
    case FrameType::Start:
        return start(frame);
    case FrameType::Connect:
        return connect(frame);
    case FrameType::Data:
        return data(frame);
    case FrameType::Eof:
        return eof(frame);
    case FrameType::Window:
        return window(frame);
    case FrameType::Resize:
        return resize(frame);
    case FrameType::Signal:
        return signal(frame);
    case FrameType::Close:
        return close(frame);
    default:
        return Verdict::Malformed;
    }
}

Agent::Verdict Agent::hello(PayloadReader reader)
{
    const uint16_t version = reader.u16();
    const uint32_t silenceSeconds = reader.u32();
    m_silenceLimit = uint64_t{silenceSeconds} * 1000;
    if (m_isGreeted || !reader.isGood() || version != protocolVersion) {
        return Verdict::Malformed;
    }
    m_isGreeted = true;
    return Verdict::Good;
}

/// The host has its ends of the pipes. The former way is only looked at for its end from here on.
Agent::Verdict Agent::pipes(const Frame &frame)
{
    if (!m_pipes.isOpen() || m_received.size() != headerSize + frame.size) {
        return Verdict::Malformed;
    }
    {
        const FrameWriter answer(m_link.queue(), FrameType::Pipes, 0);
    }
    m_link.added(Urgency::Now);
    stopReading();
    const int former = m_input;
    int output = -1;
    m_pipes.release(m_input, output);
    m_link.moveTo(output);
    m_lifeline.watch(former);
    roomAgain();
    return m_isReading ? Verdict::Good : Verdict::Malformed;
}

void Agent::pong(const Frame &frame)
{
    const FrameWriter answer(m_link.queue(), FrameType::Pong, frame.id);
    m_link.added(Urgency::Now);
}

bool Agent::isTaken(uint32_t id) const
{
    return m_commands.find(id) != nullptr || m_relays.find(id) != nullptr;
}

Agent::Verdict Agent::start(const Frame &frame)
{
    const StartRequest request(frame);
    if (!request.isGood() || isTaken(frame.id)) {
        return Verdict::Malformed;
    }
    auto *command = new Command(m_loop, m_link, frame.id);
    if (m_commands.count() + m_relays.count() >= mostAtOnce) {
        command->fail(FailedStep::Resources, EAGAIN);
    } else {
        const bool isAlone =
            m_received.size() == headerSize + frame.size && m_commands.count() < fewCommands;
        command->start(request, m_spawner, isAlone);
    }
    m_commands.add(command);
    return Verdict::Good;
}

Agent::Verdict Agent::connect(const Frame &frame)
{
    PayloadReader reader(frame);
    const uint32_t credit = reader.u32();
    const char *path = reader.text();
    if (!reader.isGood() || !reader.isAtEnd() || isTaken(frame.id)) {
        return Verdict::Malformed;
    }
    auto *relay = new Relay(m_loop, m_link, frame.id);
    if (m_commands.count() + m_relays.count() >= mostAtOnce) {
        relay->fail(EAGAIN);
    } else {
        relay->connect(path, credit);
    }
    m_relays.add(relay);
    return Verdict::Good;
}

// Frames for an id that is over are no mistake: the host had not heard of it yet.

Agent::Verdict Agent::data(const Frame &frame)
{
    PayloadReader reader(frame);
    const auto channel = static_cast<Channel>(reader.u8());
    if (!reader.isGood() || channel != Channel::Input) {
        return Verdict::Malformed;
    }
    Inflow *input = inputOf(frame.id);
    return input == nullptr || input->take(reader.rest(), reader.restSize()) ? Verdict::Good
                                                                             : Verdict::Malformed;
}

Agent::Verdict Agent::eof(const Frame &frame)
{
    Inflow *input = inputOf(frame.id);
    if (input != nullptr) {
        input->finish();
    }
    return Verdict::Good;
}

Agent::Verdict Agent::window(const Frame &frame)
{
    PayloadReader reader(frame);
    const auto channel = static_cast<Channel>(reader.u8());
    const uint32_t bytes = reader.u32();
    if (!reader.isGood() || (channel != Channel::Output && channel != Channel::Error)) {
        return Verdict::Malformed;
    }
    if (Command *command = m_commands.find(frame.id); command != nullptr) {
        command->grant(channel, bytes);
    } else if (Relay *relay = m_relays.find(frame.id); relay != nullptr) {
        relay->grant(bytes);
    }
    return Verdict::Good;
}

Agent::Verdict Agent::resize(const Frame &frame)
{
    PayloadReader reader(frame);
    TerminalSize size;
    size.columns = reader.u16();
    size.rows = reader.u16();
    if (Command *command = m_commands.find(frame.id); command != nullptr && reader.isGood()) {
        command->resize(size);
    }
    return reader.isGood() ? Verdict::Good : Verdict::Malformed;
}

Agent::Verdict Agent::signal(const Frame &frame)
{
    PayloadReader reader(frame);
    const uint8_t number = reader.u8();
    if (const Command *command = m_commands.find(frame.id); command != nullptr && reader.isGood()) {
        command->signal(number);
    }
    return reader.isGood() ? Verdict::Good : Verdict::Malformed;
}

Agent::Verdict Agent::close(const Frame &frame)
{
    if (Command *command = m_commands.find(frame.id); command != nullptr) {
        command->terminate();
    } else if (Relay *relay = m_relays.find(frame.id); relay != nullptr) {
        relay->abort();
    }
    return Verdict::Good;
}

Inflow *Agent::inputOf(uint32_t id) const
{
    if (Command *command = m_commands.find(id); command != nullptr) {
        return &command->input();
    }
    Relay *relay = m_relays.find(id);
    return relay == nullptr ? nullptr : &relay->input();
}

} // namespace pierhead::agent

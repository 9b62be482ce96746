#pragma once

#include "bytes.h"
#include "protocol.h"

namespace pierhead::agent {

/// One received frame; the payload lies in the buffer it was read from.
struct Frame
{
    FrameType type = FrameType::Hello;
    uint32_t id = 0;
    const uint8_t *payload = nullptr;
    uint32_t size = 0;
};

enum class FrameState {
    Whole,
    Incomplete,
    TooLarge,
};

/// The frame at the front of `bytes`, which keep it until consumeFrame().
[[nodiscard]] FrameState peekFrame(const Bytes &bytes, Frame &frame);
void consumeFrame(Bytes &bytes, const Frame &frame);

/// Reads a payload field by field. Once a field was not there, isGood() is false and all further
/// fields are empty.
class PayloadReader final
{
public:
    explicit PayloadReader(const Frame &frame);

    [[nodiscard]] uint8_t u8();
    [[nodiscard]] uint16_t u16();
    [[nodiscard]] uint32_t u32();
    /// A text of the form size, bytes, NUL; never nullptr.
    [[nodiscard]] const char *text();

    [[nodiscard]] bool isGood() const { return m_isGood; }

    [[nodiscard]] bool isAtEnd() const { return m_at == m_end; }

    [[nodiscard]] const uint8_t *rest() const { return m_at; }

    [[nodiscard]] uint32_t restSize() const { return static_cast<uint32_t>(m_end - m_at); }

private:
    [[nodiscard]] uint32_t number(uint32_t width);

    const uint8_t *m_at;
    const uint8_t *m_end;
    bool m_isGood = true;
};

/// Appends one frame to `bytes`; its size is written when the writer ends.
class FrameWriter final
{
public:
    FrameWriter(Bytes &bytes, FrameType type, uint32_t id);
    ~FrameWriter();
    FrameWriter(const FrameWriter &) = delete;
    FrameWriter &operator=(const FrameWriter &) = delete;

    void u8(uint8_t value);
    void u16(uint16_t value);
    void u32(uint32_t value);
    void u64(uint64_t value);
    void text(const char *value);

private:
    Bytes &m_bytes;
    size_t m_start;
};

/// The nine bytes of a header at `target`.
void writeHeader(uint8_t *target, uint32_t payloadSize, FrameType type, uint32_t id);

} // namespace pierhead::agent

#include "frame.h"

#include <string.h>

namespace pierhead::agent {

namespace {

uint32_t readNumber(const uint8_t *bytes, uint32_t width)
{
    uint32_t value = 0;
    for (uint32_t index = 0; index < width; ++index) {
        value = value << 8 | bytes[index];
    }
    return value;
}

void writeNumber(uint8_t *target, uint32_t value)
{
    target[0] = static_cast<uint8_t>(value >> 24);
    target[1] = static_cast<uint8_t>(value >> 16);
    target[2] = static_cast<uint8_t>(value >> 8);
    target[3] = static_cast<uint8_t>(value);
}

} // namespace

FrameState peekFrame(const Bytes &bytes, Frame &frame)
{
    if (bytes.size() < headerSize) {
        return FrameState::Incomplete;
    }
    const uint8_t *header = bytes.data();
    frame.size = readNumber(header, 4);
    frame.type = static_cast<FrameType>(header[4]);
    frame.id = readNumber(header + 5, 4);
    frame.payload = header + headerSize;
    if (frame.size > maximumPayload) {
        return FrameState::TooLarge;
    }
    return bytes.size() - headerSize < frame.size ? FrameState::Incomplete : FrameState::Whole;
}

void consumeFrame(Bytes &bytes, const Frame &frame)
{
    bytes.consume(headerSize + frame.size);
}

PayloadReader::PayloadReader(const Frame &frame)
    : m_at(frame.payload)
    , m_end(frame.payload + frame.size)
{ }

uint32_t PayloadReader::number(uint32_t width)
{
    if (restSize() < width) {
        m_isGood = false;
        m_at = m_end;
        return 0;
    }
    const uint32_t value = readNumber(m_at, width);
    m_at += width;
    return value;
}

uint8_t PayloadReader::u8()
{
    return static_cast<uint8_t>(number(1));
}

uint16_t PayloadReader::u16()
{
    return static_cast<uint16_t>(number(2));
}

uint32_t PayloadReader::u32()
{
    return number(4);
}

const char *PayloadReader::text()
{
    const uint32_t size = u32();
    if (restSize() <= size || memchr(m_at, 0, size + 1UL) != m_at + size) {
        m_isGood = false;
        m_at = m_end;
        return "";
    }
    const char *start = reinterpret_cast<const char *>(m_at);
    m_at += size + 1UL;
    return start;
}

FrameWriter::FrameWriter(Bytes &bytes, FrameType type, uint32_t id)
    : m_bytes(bytes)
    , m_start(bytes.size())
{
    writeHeader(bytes.reserve(headerSize), 0, type, id);
    bytes.commit(headerSize);
}

FrameWriter::~FrameWriter()
{
    const size_t size = m_bytes.size() - m_start - headerSize;
    writeNumber(const_cast<uint8_t *>(m_bytes.data()) + m_start, static_cast<uint32_t>(size));
}

void FrameWriter::u8(uint8_t value)
{
    m_bytes.append(&value, 1);
}

void FrameWriter::u16(uint16_t value)
{
    u8(static_cast<uint8_t>(value >> 8));
    u8(static_cast<uint8_t>(value));
}

void FrameWriter::u32(uint32_t value)
{
    uint8_t bytes[4];
    writeNumber(bytes, value);
    m_bytes.append(bytes, sizeof bytes);
}

void FrameWriter::u64(uint64_t value)
{
    u32(static_cast<uint32_t>(value >> 32U));
    u32(static_cast<uint32_t>(value));
}

void FrameWriter::text(const char *value)
{
    const size_t size = strlen(value);
    u32(static_cast<uint32_t>(size));
    m_bytes.append(value, size + 1);
}

void writeHeader(uint8_t *target, uint32_t payloadSize, FrameType type, uint32_t id)
{
    writeNumber(target, payloadSize);
    target[4] = static_cast<uint8_t>(type);
    writeNumber(target + 5, id);
}

} // namespace pierhead::agent

#pragma once

#include <stddef.h>
#include <stdint.h>

namespace pierhead::agent {

/// A queue of bytes: written at its end, consumed at its front.
class Bytes final
{
public:
    Bytes() = default;
    ~Bytes();
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;

    [[nodiscard]] const uint8_t *data() const { return m_data + m_begin; }

    [[nodiscard]] size_t size() const { return m_end - m_begin; }

    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }

    /// Room for `count` bytes behind the end; they count after commit(). Valid until the next call.
    [[nodiscard]] uint8_t *reserve(size_t count);

    void commit(size_t count) { m_end += count; }

    void append(const void *bytes, size_t count);
    /// Drops bytes at the front. A large block that has become empty is given back.
    void consume(size_t count);

private:
    uint8_t *m_data = nullptr;
    size_t m_begin = 0;
    size_t m_end = 0;
    size_t m_capacity = 0;
};

} // namespace pierhead::agent

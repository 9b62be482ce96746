#include "bytes.h"

#include <stdlib.h>
#include <string.h>

namespace pierhead::agent {

namespace {

constexpr size_t smallestBlock = 4096;
constexpr size_t keptBlock = 512UL * 1024;

} // namespace

Bytes::~Bytes()
{
    free(m_data);
}

uint8_t *Bytes::reserve(size_t count)
{
    if (m_capacity - m_end >= count) {
        return m_data + m_end;
    }
    const size_t used = size();
    if (m_begin > 0) {
        memmove(m_data, m_data + m_begin, used);
        m_begin = 0;
        m_end = used;
    }
    if (m_capacity - used < count) {
        size_t capacity = m_capacity < smallestBlock ? smallestBlock : m_capacity;
        while (capacity - used < count) {
            capacity *= 2;
        }
        void *grown = realloc(m_data, capacity);
        if (grown == nullptr) {
            abort();
        }
        m_data = static_cast<uint8_t *>(grown);
        m_capacity = capacity;
    }
    return m_data + m_end;
}

void Bytes::append(const void *bytes, size_t count)
{
    if (count > 0) {
        memcpy(reserve(count), bytes, count);
        commit(count);
    }
}

void Bytes::consume(size_t count)
{
    m_begin += count;
    if (m_begin < m_end) {
        return;
    }
    m_begin = 0;
    m_end = 0;
    if (m_capacity > keptBlock) {
        free(m_data);
        m_data = nullptr;
        m_capacity = 0;
    }
}

} // namespace pierhead::agent

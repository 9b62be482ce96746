#pragma once

#include <stdint.h>
#include <stdlib.h>

namespace pierhead::agent {

/// Owns what runs under an id, until it is done. There are few enough to look through all.
template <typename T>
class Table final
{
public:
    Table() = default;

    ~Table()
    {
        for (uint32_t index = 0; index < m_count; ++index) {
            delete m_entries[index];
        }
        free(m_entries);
    }

    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;

    void add(T *entry)
    {
        if (m_count == m_capacity) {
            m_capacity = m_capacity == 0 ? 16 : m_capacity * 2;
            void *grown = realloc(m_entries, m_capacity * sizeof(T *));
            if (grown == nullptr) {
                abort();
            }
            m_entries = static_cast<T **>(grown);
        }
        m_entries[m_count++] = entry;
    }

    [[nodiscard]] T *find(uint32_t id) const
    {
        return findBy([id](const T &entry) { return entry.id() == id; });
    }

    template <typename Predicate>
    [[nodiscard]] T *findBy(Predicate predicate) const
    {
        for (uint32_t index = 0; index < m_count; ++index) {
            if (predicate(*m_entries[index])) {
                return m_entries[index];
            }
        }
        return nullptr;
    }

    template <typename Function>
    void forEach(Function function) const
    {
        for (uint32_t index = 0; index < m_count; ++index) {
            function(*m_entries[index]);
        }
    }

    /// Deletes what is done. Not from within a call into an entry.
    void sweep()
    {
        uint32_t kept = 0;
        for (uint32_t index = 0; index < m_count; ++index) {
            T *entry = m_entries[index];
            if (entry->isDone()) {
                delete entry;
            } else {
                m_entries[kept++] = entry;
            }
        }
        m_count = kept;
    }

    [[nodiscard]] uint32_t count() const { return m_count; }

private:
    T **m_entries = nullptr;
    uint32_t m_count = 0;
    uint32_t m_capacity = 0;
};

} // namespace pierhead::agent

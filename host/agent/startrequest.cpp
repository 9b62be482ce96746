#include "startrequest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

/// More than a frame could hold would be a wrong number.
constexpr uint32_t mostTexts = maximumPayload / 5;

/// The entry of `list` (of `count`) that sets the variable `name`, or -1.
int indexOf(char *const *list, uint32_t count, const char *name, size_t length)
{
    for (uint32_t index = 0; index < count; ++index) {
        if (strncmp(list[index], name, length) == 0 && list[index][length] == '=') {
            return static_cast<int>(index);
        }
    }
    return -1;
}

char **newList(uint32_t count)
{
    return static_cast<char **>(calloc(count + 1UL, sizeof(char *)));
}

} // namespace

StartRequest::StartRequest(const Frame &frame)
{
    PayloadReader reader(frame);
    m_flags = reader.u8();
    m_outputCredit = reader.u32();
    m_errorCredit = reader.u32();
    m_terminal.columns = reader.u16();
    m_terminal.rows = reader.u16();
    m_directory = reader.text();
    m_isGood =
        readArguments(reader) && readEnvironment(reader) && reader.isGood() && reader.isAtEnd();
}

StartRequest::~StartRequest()
{
    free(m_arguments);
    free(m_environment);
}

bool StartRequest::readArguments(PayloadReader &reader)
{
    const uint32_t count = reader.u32();
    if (count == 0 || count > mostTexts) {
        return false;
    }
    m_arguments = newList(count);
    for (uint32_t index = 0; m_arguments != nullptr && index < count; ++index) {
        m_arguments[index] = const_cast<char *>(reader.text());
    }
    return m_arguments != nullptr && reader.isGood();
}

bool StartRequest::readEnvironment(PayloadReader &reader)
{
    const uint32_t count = reader.u32();
    if (!reader.isGood() || count > mostTexts) {
        return false;
    }
    uint32_t inherited = 0;
    while (environ[inherited] != nullptr) {
        ++inherited;
    }
    m_environment = newList(inherited + count);
    if (m_environment == nullptr) {
        return false;
    }
    memcpy(m_environment, environ, inherited * sizeof(char *));
    uint32_t used = inherited;
    for (uint32_t index = 0; index < count; ++index) {
        const char *entry = reader.text();
        const char *equals = strchr(entry, '=');
        const size_t length =
            equals == nullptr ? strlen(entry) : static_cast<size_t>(equals - entry);
        if (!reader.isGood() || length == 0) {
            return false;
        }
        const int present = indexOf(m_environment, used, entry, length);
        if (equals != nullptr) {
            m_environment[present < 0 ? used++ : static_cast<uint32_t>(present)] =
                const_cast<char *>(entry);
        } else if (present >= 0) {
            m_environment[present] = m_environment[--used];
            m_environment[used] = nullptr;
        }
    }
    return true;
}

} // namespace pierhead::agent

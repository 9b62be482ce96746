#include "agentprogram.h"

#include <QCryptographicHash>

// The programs are taken in by the assembler; CMake says where they are and makes this file
// depend on them.
// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared has none.
#define PIERHEAD_EMBED(symbol, path)                                                               \
    __asm__(".section .rodata\n"                                                                   \
            ".global " #symbol "\n"                                                                \
            ".balign 16\n" #symbol ":\n"                                                           \
            ".incbin \"" path "\"\n"                                                               \
            ".global " #symbol "_end\n" #symbol "_end:\n"                                          \
            ".previous\n");                                                                        \
    extern "C" const char symbol[];                                                                \
    extern "C" const char symbol##_end[];
// NOLINTEND(bugprone-macro-parentheses)

#ifdef PIERHEAD_AGENT_AMD64
PIERHEAD_EMBED(pierhead_agent_amd64, PIERHEAD_AGENT_AMD64)
#endif
#ifdef PIERHEAD_AGENT_ARM64
PIERHEAD_EMBED(pierhead_agent_arm64, PIERHEAD_AGENT_ARM64)
#endif

namespace pierhead::backend {

namespace {

AgentProgram program(const char *begin, const char *end)
{
    const QByteArray bytes = QByteArray::fromRawData(begin, end - begin);
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return {bytes, QStringLiteral(".pierhead-agent-") + QString::fromLatin1(hash.left(12))};
}

} // namespace

std::optional<AgentProgram> AgentProgram::find(const QString &architecture)
{
#ifdef PIERHEAD_AGENT_AMD64
    if (architecture == QStringLiteral("amd64")) {
        return program(pierhead_agent_amd64, pierhead_agent_amd64_end);
    }
#endif
#ifdef PIERHEAD_AGENT_ARM64
    if (architecture == QStringLiteral("arm64")) {
        return program(pierhead_agent_arm64, pierhead_agent_arm64_end);
    }
#endif
    return std::nullopt;
}

} // namespace pierhead::backend

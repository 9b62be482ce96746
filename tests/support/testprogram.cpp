#include "testprogram.h"

#include <cstdio>
#include <string_view>

namespace pierhead::test {

namespace {

/// Of a list of constants, made before main().
const TestEntry *firstEntry = nullptr;

std::string_view nameOf(const TestEntry &entry)
{
    std::string_view name = entry.file;
    name.remove_prefix(name.rfind('/') + 1);
    name.remove_prefix(std::string_view("tst_").size());
    name.remove_suffix(std::string_view(".cpp").size());
    return name;
}

} // namespace

TestEntry::TestEntry(const char *ofFile, int (*runner)(int argc, char **argv))
    : file(ofFile)
    , run(runner)
    , next(firstEntry)
{
    firstEntry = this;
}

} // namespace pierhead::test

int main(int argc, char **argv)
{
    using namespace pierhead::test;
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    for (const TestEntry *entry = firstEntry; entry != nullptr; entry = entry->next) {
        if (nameOf(*entry) == wanted) {
            argv[1] = argv[0];
            return entry->run(argc - 1, argv + 1);
        }
    }
    std::fprintf(stderr, "Usage: %s <test> [Qt Test's arguments]. Its tests:\n", argv[0]);
    for (const TestEntry *entry = firstEntry; entry != nullptr; entry = entry->next) {
        const std::string_view name = nameOf(*entry);
        std::fprintf(stderr, "  %.*s\n", static_cast<int>(name.size()), name.data());
    }
    return 2;
}

// What the compiler calls for `new`, `delete` and abstract classes, so that the program needs no
// C++ library.
#include <stddef.h>
#include <stdlib.h>

void *operator new(size_t size)
{
    void *block = calloc(1, size);
    if (block == nullptr) {
        abort();
    }
    return block;
}

void operator delete(void *block) noexcept
{
    free(block);
}

void operator delete(void *block, size_t) noexcept
{
    free(block);
}

// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the compiler's name
extern "C" void __cxa_pure_virtual()
{
    abort();
}

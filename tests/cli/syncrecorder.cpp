// Preloaded into a program, writes down what it does to keep files over a loss of power: a line for
// each call, in order, to the file that PIERHEAD_SYNC_RECORD names. "sync-all PATH", "sync PATH",
// "rename FROM TO", "remove PATH".
// NOLINTBEGIN(readability-identifier-naming,cppcoreguidelines-init-variables): the C library's
// names.

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace {

void note(const std::string &line)
{
    const char *path = std::getenv("PIERHEAD_SYNC_RECORD");
    const int file =
        path == nullptr ? -1 : ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) {
        const std::string whole = line + "\n";
        const ssize_t written = ::write(file, whole.data(), whole.size());
        static_cast<void>(written);
        ::close(file);
    }
}

std::string pathOf(int descriptor)
{
    char target[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t size = ::readlink(link.c_str(), target, sizeof target);
    return size < 0 ? std::string() : std::string(target, static_cast<std::size_t>(size));
}

template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int fsync(int descriptor)
{
    note("sync " + pathOf(descriptor));
    return next<int(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor)
{
    note("sync " + pathOf(descriptor));
    return next<int(int)>("fdatasync")(descriptor);
}

int syncfs(int descriptor) noexcept
{
    note("sync-all " + pathOf(descriptor));
    return next<int(int)>("syncfs")(descriptor);
}

int rename(const char *from, const char *to) noexcept
{
    note(std::string("rename ") + from + " " + to);
    return next<int(const char *, const char *)>("rename")(from, to);
}

int renameat2(
    int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags) noexcept
{
    note(std::string("rename ") + from + " " + to);
    return next<int(int, const char *, int, const char *, unsigned int)>("renameat2")(
        fromFolder, from, toFolder, to, flags);
}

int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    note(std::string("rename ") + from + " " + to);
    return next<int(int, const char *, int, const char *, int)>("linkat")(
        fromFolder, from, toFolder, to, flags);
}

int unlink(const char *path) noexcept
{
    note(std::string("remove ") + path);
    return next<int(const char *)>("unlink")(path);
}

} // extern "C"

// NOLINTEND(readability-identifier-naming,cppcoreguidelines-init-variables)

#include "endprocess.h"

#include "bytes.h"
#include "processtree.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr int gone = 0;
constexpr int left = 1;
constexpr int badArguments = 2;

/// A second, with the pauses.
constexpr int mostRounds = 50;
constexpr timespec roundPause = {0, 20'000'000};

/// Engines shorten ids to twelve digits; less could be part of anything.
constexpr size_t shortestId = 12;
constexpr size_t pieceSize = 4096;

/// Whose process a number is.
enum class Owner {
    Nobody,
    Container, ///< the one that is meant
    Other,
};

/// A file of /proc/<number>; what could not be read is empty.
void readFile(pid_t number, const char *name, Bytes &content)
{
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/%s", static_cast<int>(number), name);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return;
    }
    ssize_t size = 0;
    do {
        size = read(file, content.reserve(pieceSize), pieceSize);
        content.commit(size > 0 ? static_cast<size_t>(size) : 0);
    } while (size > 0);
    close(file);
}

bool fileHas(pid_t number, const char *name, const char *word)
{
    Bytes content;
    readFile(number, name, content);
    return !content.isEmpty()
        && memmem(content.data(), content.size(), word, strlen(word)) != nullptr;
}

pid_t parentOf(pid_t number)
{
    const char *const key = "\nPPid:";
    Bytes status;
    readFile(number, "status", status);
    status.append("", 1);
    const char *line = strstr(reinterpret_cast<const char *>(status.data()), key);
    return line == nullptr ? 0 : static_cast<pid_t>(strtol(line + strlen(key), nullptr, 10));
}

/// The path of a control group has the container's id in it, also where it is told relative to
/// another. An engine that may make no control groups, as many without root, has a process over
/// each command that was started with the container's id.
Owner ownerOf(pid_t number, const char *container)
{
    if (kill(number, 0) != 0 && errno == ESRCH) {
        return Owner::Nobody;
    }
    return fileHas(number, "cgroup", container) || fileHas(parentOf(number), "cmdline", container)
        ? Owner::Container
        : Owner::Other;
}

bool isId(const char *text)
{
    const size_t size = strlen(text);
    return size >= shortestId && strspn(text, "0123456789abcdef") == size;
}

} // namespace

int endProcess(const char *number, const char *container)
{
    char *rest = nullptr;
    const long value = strtol(number, &rest, 10);
    // The first process is the engine's host itself.
    if (value <= 1 || value > INT_MAX || *rest != '\0' || !isId(container)) {
        return badArguments;
    }
    const auto pid = static_cast<pid_t>(value);
    Owner owner = ownerOf(pid, container);
    if (owner != Owner::Container) {
        return owner == Owner::Nobody ? gone : left;
    }
    ProcessTree tree(pid);
    for (int round = 0; round < mostRounds; ++round) {
        // The number of one that has ended may be another's by now, and that one's process is
        // nobody's business here.
        if (owner != Owner::Other) {
            tree.signalAll(SIGKILL);
        }
        nanosleep(&roundPause, nullptr);
        if (tree.countAlive() == 0) {
            return gone;
        }
        owner = ownerOf(pid, container);
    }
    return left;
}

} // namespace pierhead::agent

#include "processtree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

constexpr int mostFreezeRounds = 10;

} // namespace

ProcessTree::ProcessTree(pid_t root)
    : m_root(root)
{ }

ProcessTree::~ProcessTree()
{
    free(m_members);
}

bool ProcessTree::signalAll(int signal)
{
    if (!look()) {
        return m_root != getpid() && kill(-m_root, signal) == 0;
    }
    for (int round = 0; round < mostFreezeRounds && stopMoving() > 0; ++round) {
        look();
    }
    send(signal);
    send(SIGCONT);
    return true;
}

int ProcessTree::countAlive()
{
    if (!look()) {
        return m_root != getpid() && kill(-m_root, 0) == 0 ? 1 : 0;
    }
    int alive = 0;
    for (int index = 0; index < m_memberCount; ++index) {
        alive += m_members[index].state == 'Z' ? 0 : 1;
    }
    return alive;
}

bool ProcessTree::look()
{
    int count = 0;
    Process *all = readAll(count);
    if (all == nullptr) {
        return false;
    }
    markMembers(all, count);
    int members = 0;
    for (int index = 0; index < count; ++index) {
        if (all[index].isMember && all[index].pid != getpid()) {
            all[members++] = all[index];
        }
    }
    free(m_members);
    m_members = all;
    m_memberCount = members;
    return true;
}

int ProcessTree::stopMoving() const
{
    int moving = 0;
    for (int index = 0; index < m_memberCount; ++index) {
        const Process &process = m_members[index];
        const bool isStanding =
            process.state == 'T' || process.state == 'Z' || process.state == 'X';
        if (!isStanding && kill(process.pid, SIGSTOP) == 0) {
            ++moving;
        }
    }
    return moving;
}

void ProcessTree::send(int signal) const
{
    for (int index = 0; index < m_memberCount; ++index) {
        if (m_members[index].state != 'Z') {
            kill(m_members[index].pid, signal);
        }
    }
}

bool ProcessTree::readProcess(int folder, const char *name, Process &process)
{
    char path[32];
    snprintf(path, sizeof path, "%.16s/stat", name);
    const int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    char text[512];
    const ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0) {
        return false;
    }
    text[size] = '\0';
    // The name, in parentheses, may hold anything, parentheses too.
    const char *rest = strrchr(text, ')');
    unsigned long long started = 0;
    const int fields = rest == nullptr
        ? 0
        : sscanf(rest,
                 ") %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
                 &process.state,
                 &process.parent,
                 &process.group,
                 &process.session,
                 &started);
    process.pid = static_cast<pid_t>(strtol(name, nullptr, 10));
    process.started = started;
    return fields == 5;
}

ProcessTree::Process *ProcessTree::readAll(int &count)
{
    DIR *folder = opendir("/proc");
    if (folder == nullptr) {
        return nullptr;
    }
    int capacity = 64;
    auto *all = static_cast<Process *>(malloc(sizeof(Process) * static_cast<size_t>(capacity)));
    while (all != nullptr) {
        const dirent *entry = readdir(folder);
        if (entry == nullptr) {
            break;
        }
        Process process;
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9'
            || !readProcess(dirfd(folder), entry->d_name, process)) {
            continue;
        }
        if (count == capacity) {
            capacity *= 2;
            void *grown = realloc(all, sizeof(Process) * static_cast<size_t>(capacity));
            if (grown == nullptr) {
                break;
            }
            all = static_cast<Process *>(grown);
        }
        all[count++] = process;
    }
    closedir(folder);
    if (count == 0) {
        free(all);
        return nullptr;
    }
    return all;
}

bool ProcessTree::isKnown(const Process &process) const
{
    for (int index = 0; index < m_memberCount; ++index) {
        if (m_members[index].pid == process.pid && m_members[index].started == process.started) {
            return true;
        }
    }
    return false;
}

void ProcessTree::markMembers(Process *all, int count) const
{
    for (int index = 0; index < count; ++index) {
        Process &process = all[index];
        process.isMember = process.pid == m_root || process.session == m_root
            || process.group == m_root || isKnown(process);
    }
    bool found = true;
    while (found) {
        found = false;
        for (int index = 0; index < count; ++index) {
            if (all[index].isMember) {
                continue;
            }
            for (int parent = 0; parent < count; ++parent) {
                if (all[parent].isMember && all[parent].pid == all[index].parent) {
                    all[index].isMember = true;
                    found = true;
                    break;
                }
            }
        }
    }
}

} // namespace pierhead::agent

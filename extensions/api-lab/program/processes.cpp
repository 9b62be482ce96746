#include "processes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <unistd.h>

namespace lab {

namespace {

bool isNumber(const std::string &name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return letter >= '0' && letter <= '9';
    });
}

/// The arguments, each with a zero at its end.
std::string commandLine(const std::filesystem::path &process)
{
    std::ifstream file(process / "cmdline", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool isLab(const std::string &line)
{
    const std::string program = line.substr(0, line.find('\0'));
    return program.substr(program.rfind('/') + 1) == "lab";
}

} // namespace

int findProcesses(const std::string &text)
{
    std::error_code code;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", code)) {
        const std::string name = entry.path().filename();
        if (!isNumber(name) || name == std::to_string(getpid())) {
            continue;
        }
        const std::string line = commandLine(entry.path());
        const bool isSearch = line.find(std::string("\0find\0", 6)) != std::string::npos;
        if (isLab(line) && !isSearch && line.find(text) != std::string::npos) {
            std::cout << name << '\n';
        }
    }
    return code ? 1 : 0;
}

} // namespace lab

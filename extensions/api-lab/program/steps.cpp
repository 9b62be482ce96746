#include "steps.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace lab {

namespace {

constexpr int usageError = 64;

void write(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) {
            _exit(1); // nobody reads any more
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string fromHex(const std::string &digits)
{
    std::string bytes;
    for (std::size_t place = 0; place + 1 < digits.size(); place += 2) {
        bytes.push_back(static_cast<char>(std::stoi(digits.substr(place, 2), nullptr, 16)));
    }
    return bytes;
}

std::string numberedLines(int count)
{
    std::string text;
    for (int number = 1; number <= count; ++number) {
        text += "line " + std::to_string(number) + '\n';
    }
    return text;
}

/// Standard input to standard output, until it ends.
void copyInput()
{
    char buffer[65536];
    for (ssize_t count = 0; (count = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) {
        write(STDOUT_FILENO, {buffer, static_cast<std::size_t>(count)});
    }
}

/// False where there is no such step.
bool doStep(const std::string &name, const std::string &value)
{
    if (name == "out") {
        write(STDOUT_FILENO, value);
    } else if (name == "line") {
        write(STDOUT_FILENO, value + '\n');
    } else if (name == "err") {
        write(STDERR_FILENO, value);
    } else if (name == "errline") {
        write(STDERR_FILENO, value + '\n');
    } else if (name == "hex") {
        write(STDOUT_FILENO, fromHex(value));
    } else if (name == "lines") {
        write(STDOUT_FILENO, numberedLines(std::atoi(value.c_str())));
    } else if (name == "fill") {
        write(STDOUT_FILENO, std::string(static_cast<std::size_t>(std::atol(value.c_str())), 'x'));
    } else if (name == "wait") {
        std::this_thread::sleep_for(std::chrono::milliseconds(std::atol(value.c_str())));
    } else if (name == "copy") {
        copyInput();
    } else if (name == "exit") {
        _exit(std::atoi(value.c_str()));
    } else if (name == "signal") {
        ::raise(std::atoi(value.c_str()));
    } else {
        return name == "mark"; // only to be found by
    }
    return true;
}

} // namespace

int runSteps(const std::vector<std::string> &steps)
{
    for (const std::string &step : steps) {
        const auto colon = step.find(':');
        const std::string value =
            colon == std::string::npos ? std::string() : step.substr(colon + 1);
        if (!doStep(step.substr(0, colon), value)) {
            std::cerr << "There is no step \"" << step << "\".\n";
            return usageError;
        }
    }
    return 0;
}

} // namespace lab

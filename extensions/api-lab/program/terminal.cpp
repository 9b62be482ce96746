#include "terminal.h"

#include "text.h"

#include <cerrno>
#include <csignal>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace lab {

namespace {

void tell(const std::string &input)
{
    winsize size{};
    const bool isTerminal = isatty(STDOUT_FILENO) != 0;
    if (isTerminal) {
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    }
    nlohmann::json state;
    state["isTerminal"] = isTerminal;
    state["columns"] = size.ws_col;
    state["rows"] = size.ws_row;
    state["input"] = input;
    std::cout << jsonText(state) << std::endl;
}

/// Wakes the reading up, and nothing else.
void onResize(int /*signal*/) { }

} // namespace

int watchTerminal()
{
    struct sigaction action
    { };

    action.sa_handler = onResize;
    sigaction(SIGWINCH, &action, nullptr); // without SA_RESTART
    tell({});
    std::string line;
    char character = 0;
    while (true) {
        const ssize_t count = ::read(STDIN_FILENO, &character, 1);
        if (count < 0 && errno == EINTR) {
            tell({});
        } else if (count <= 0) {
            return 0;
        } else if (character == '\n' || character == '\r') {
            tell(line);
            line.clear();
        } else {
            line.push_back(character);
        }
    }
}

} // namespace lab

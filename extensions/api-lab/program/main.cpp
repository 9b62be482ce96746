#include "http.h"
#include "processes.h"
#include "report.h"
#include "steps.h"
#include "terminal.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace {

constexpr int usageError = 64;

int usage()
{
    std::cerr << "lab report [<argument>...]      prints arguments, folder, environment and "
                 "machine as JSON\n"
                 "lab run <step>...               out:<text> line:<text> err:<text> errline:<text> "
                 "hex:<bytes>\n"
                 "                                lines:<n> fill:<bytes> wait:<ms> copy "
                 "exit:<code> signal:<number>\n"
                 "lab terminal                    tells of its terminal as JSON, again after each "
                 "change of size\n"
                 "lab find <text>                 prints the process ids that have the text in an "
                 "argument\n"
                 "lab ask <socket> <path>         prints the body of an HTTP answer\n"
                 "lab serve socket:<path>         answers HTTP requests there\n"
                 "lab serve port:<n>              the same on the loopback address; 0 chooses a "
                 "port; prints it as JSON\n";
    return usageError;
}

/// As the first process of a container nothing ends it that it does not ask for.
void endOnTerminate()
{
    std::signal(SIGTERM, [](int) { _exit(0); });
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) {
        return usage();
    }
    const std::string &command = words.front();
    const std::vector<std::string> arguments(words.begin() + 1, words.end());
    if (command == "report") {
        return lab::report(arguments);
    }
    if (command == "run") {
        return lab::runSteps(arguments);
    }
    if (command == "terminal") {
        return lab::watchTerminal();
    }
    if (command == "find" && arguments.size() == 1) {
        return lab::findProcesses(arguments.front());
    }
    if (command == "ask" && arguments.size() == 2) {
        return lab::ask(arguments[0], arguments[1]);
    }
    if (command == "serve" && arguments.size() == 1) {
        endOnTerminate();
        const std::string &where = arguments.front();
        if (where.rfind("socket:", 0) == 0) {
            return lab::serveSocket(where.substr(7));
        }
        if (where.rfind("port:", 0) == 0) {
            return lab::servePort(static_cast<unsigned short>(std::atoi(where.c_str() + 5)));
        }
    }
    return usage();
}

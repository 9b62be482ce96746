#include "exitcode.h"
#include "programversions.h"

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unistd.h>

/// The program docker-extension as it is started. docker asks each of its plug-ins what it is
/// whenever it lists its commands: that, and `version`, are answered here in a moment. For all else
/// this becomes the program with the commands, whose libraries take longer to load than such an
/// answer.

using namespace pierhead::cli;

namespace {

constexpr const char *commandsProgram = "docker-extension-commands";

int tell(const std::string &problem)
{
    std::fprintf(stderr, "docker-extension: %s\n", problem.c_str());
    return static_cast<int>(ExitCode::Failure);
}

int print(std::string_view text)
{
    // A reader that went away is seen when writing.
    std::signal(SIGPIPE, SIG_IGN);
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()
        && std::fflush(stdout) == 0) {
        return static_cast<int>(ExitCode::Success);
    }
    if (errno == EPIPE) {
        return static_cast<int>(ExitCode::OutputClosed);
    }
    return tell(std::string("The output could not be written: ") + std::strerror(errno) + '.');
}

/// Does not come back where the program is there.
int becomeCommands(char **argv)
{
    std::array<char, PATH_MAX> self{};
    const ssize_t length = ::readlink("/proc/self/exe", self.data(), self.size());
    if (length < 0) {
        return tell(std::string("Finding its own folder failed: ") + std::strerror(errno)
                    + ". Is /proc mounted?");
    }
    std::string program(self.data(), static_cast<std::size_t>(length));
    program.replace(program.rfind('/') + 1, std::string::npos, commandsProgram);
    ::execv(program.c_str(), argv);
    return tell("Starting " + program + " failed: " + std::strerror(errno)
                + ". The two are installed together: install Pierhead again, or link to "
                  "docker-extension and do not copy it.");
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (argc == 2 && first == metadataArgument) {
        return print(metadataText);
    }
    // As docker's plug-in it has docker's own word before that.
    const bool isPlugin = argc == 3 && first == "extension";
    if ((argc == 2 || isPlugin) && std::string_view(argv[argc - 1]) == "version") {
        return print(versionText());
    }
    return becomeCommands(argv);
}

#include "report.h"

#include "text.h"

#include <iostream>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

namespace lab {

namespace {

nlohmann::json environment()
{
    nlohmann::json result = nlohmann::json::object();
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const auto equals = text.find('=');
        result[text.substr(0, equals)] = equals == std::string::npos ? "" : text.substr(equals + 1);
    }
    return result;
}

std::string currentFolder()
{
    char buffer[4096];
    return getcwd(buffer, sizeof buffer) == nullptr ? std::string() : std::string(buffer);
}

} // namespace

int report(const std::vector<std::string> &arguments)
{
    utsname machine{};
    uname(&machine);
    nlohmann::json result;
    result["args"] = arguments;
    result["cwd"] = currentFolder();
    result["env"] = environment();
    result["user"] = getuid();
    result["isTerminal"] = isatty(STDIN_FILENO) != 0 || isatty(STDOUT_FILENO) != 0;
    result["hostname"] = std::string(machine.nodename);
    result["machine"] = std::string(machine.machine);
    std::cout << jsonText(result) << '\n';
    return 0;
}

} // namespace lab

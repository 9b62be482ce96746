#pragma once

#include <string>
#include <vector>

namespace lab {

/// Prints as one line of JSON what this process was started with. Returns its exit code.
int report(const std::vector<std::string> &arguments);

} // namespace lab

#pragma once

#include <string>
#include <vector>

namespace lab {

/// Does one step after the other, each of which is a name, or a name and a value with a colon
/// between. Output is written at once, each step with one call. Returns the exit code.
int runSteps(const std::vector<std::string> &steps);

} // namespace lab

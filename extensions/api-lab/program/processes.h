#pragma once

#include <string>

namespace lab {

/// Prints the id of each other process of this program that has the text within one of its
/// arguments, one a line. Returns the exit code.
int findProcesses(const std::string &text);

} // namespace lab

#pragma once

namespace lab {

/// Prints as a line of JSON whether there is a terminal and how large it is, and again after each
/// change of its size and for each line of input, which is told too. Ends with the input. Returns
/// the exit code.
int watchTerminal();

} // namespace lab

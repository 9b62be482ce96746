#pragma once

#include <string>

namespace lab {

/// Answers requests at a unix socket, in the place of whatever was there. Returns the exit code.
int serveSocket(const std::string &path);

/// Answers them at a TCP port of the loopback address, 0 for one that is free, and prints the port
/// as a line of JSON.
int servePort(unsigned short port);

/// Asks for a path at a unix socket and prints the body of the answer. Returns 0 where the status
/// is 200.
int ask(const std::string &socket, const std::string &path);

} // namespace lab

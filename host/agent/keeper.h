#pragma once

namespace pierhead::agent {

/// Runs the agent in a process of its own, below this one, which does nothing but wait for its end;
/// `name` is argv[0]. The two watch each other: when one of them is killed, which happens where
/// memory runs out, the other ends everything that was started.
///
/// The agent's exit code.
[[nodiscard]] int keep(char *name, int (*agent)());

} // namespace pierhead::agent

#pragma once

namespace pierhead {

/// A step of an install or a removal is done. Ends this process as `kill -9` does where the
/// environment variable PIERHEAD_FAULT is that name, so that the suite can look at what is left
/// after each step (docs/reliability.md); else it does nothing.
void faultPoint(const char *name);

} // namespace pierhead

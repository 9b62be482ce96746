#pragma once

#include "validation.h"

namespace pierhead::cli {

/// Writes what was found as a JUnit file, which CI systems read: a suite named by the subject with
/// a test for each check. Its errors are the test's failure, its warnings the test's output. What
/// was at `path` is replaced as a whole. Io where it cannot be written.
[[nodiscard]] Result<void> writeJUnit(const QString &path, const Validation &validation);

/// The same for a subject that could not be looked at: one test, which has the error.
[[nodiscard]] Result<void>
writeJUnit(const QString &path, const QString &subject, const Error &error);

} // namespace pierhead::cli

#pragma once

#include "finding.h"

#include <host/base/paths.h>
#include <host/engine/engine.h>

#include <memory>
#include <vector>

namespace pierhead::doctor {

/// What an examination found.
struct Report
{
    std::shared_ptr<engine::Engine> engine; ///< the one in use; null where none answers
    std::vector<Finding> findings;          ///< the worst first
    /// What mending works with; engines that were started for it end with the report.
    std::vector<std::shared_ptr<engine::Engine>> kept;

    /// Whether something should still be mended.
    [[nodiscard]] bool isAnythingLeft() const;
};

/// Looks at everything and changes nothing. What cannot be looked at is a finding;
/// `requestedEngine` is the value of --engine, or empty. Cancelled where it was stopped.
[[nodiscard]] Task<Result<Report>> examine(Paths paths, QString requestedEngine, StopToken stop);

/// Mends what can be mended, one after the other.
[[nodiscard]] Task<Report> mend(Report report, StopToken stop);

} // namespace pierhead::doctor

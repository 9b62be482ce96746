#pragma once

#include "enginepage.h"

namespace pierhead::desktop {

/// The page of the target.
[[nodiscard]] EnginePage *
makeEnginePage(EnginePageContext context, const bridge::NavigationTarget &target, QWidget *parent);

/// Which list a page belongs to, as a target of the same engine.
[[nodiscard]] bridge::NavigationTarget listOf(const bridge::NavigationTarget &target);

} // namespace pierhead::desktop

#pragma once

#include "theme.h"

#include <functional>

namespace pierhead::desktop {

/// What is to be removed, in plain text.
struct RemoveQuestion
{
    QString title;    ///< of the dialog
    QString question; ///< Remove "…"?
    QString detail;   ///< what goes with it, and what stays
};

/// Asks over the window of `parent`, with "Keep" as what happens by default; `confirmed` is called
/// as long as `parent` is there.
void askToRemove(const RemoveQuestion &question,
                 const Theme &theme,
                 QWidget *parent,
                 std::function<void()> confirmed);

} // namespace pierhead::desktop

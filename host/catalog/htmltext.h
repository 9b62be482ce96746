#pragma once

#include <QString>

namespace pierhead::catalog {

/// What a reader of the HTML would read: without tags, comments, scripts and styles, with
/// characters in place of their entities, a line for each block and the address of a link behind
/// its words. A text without tags keeps its lines. Nothing in it moves a terminal's cursor or turns
/// the direction of writing. What comes out is text, and is never to be taken for HTML again.
[[nodiscard]] QString htmlText(const QString &foreign);

} // namespace pierhead::catalog

#pragma once

#include <QString>

namespace pierhead::cli {

/// One layer as a line of at most `width` columns:
/// "3f4d90098f5b Downloading [=======>      ]  12.3 MB/45.0 MB". What does not fit is left out from
/// the bar on: first the bar, then the sizes. `total` 0 means unknown, and no bar.
[[nodiscard]] QString
barLine(const QString &id, const QString &status, qint64 current, qint64 total, int width);

/// "12.3 MB", in powers of 1000 as Docker counts.
[[nodiscard]] QString byteSize(qint64 bytes);

} // namespace pierhead::cli

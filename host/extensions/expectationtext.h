#pragma once

#include <host/base/text.h>

namespace pierhead::extensions {

/// What a schema says is expected at a place. Those that metadata.schema.json says are translated;
/// others are the same in each language.
[[nodiscard]] Text expectationText(const QString &expectation);

} // namespace pierhead::extensions

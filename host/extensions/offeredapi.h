#pragma once

#include <array>

namespace pierhead::extensions {

/// The version of the extension API that is offered to extensions (contract section 2.1), whose
/// labels say which they can live with.
inline constexpr std::array<int, 3> offeredApi{0, 4, 2};

} // namespace pierhead::extensions

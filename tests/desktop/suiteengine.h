#pragma once

#include <enginetest.h>
#include <ownengine.h>

namespace pierhead::test {

/// What an engine of a test's own has to be, to be as the suite's.
[[nodiscard]] inline OwnEngine::Product ownProduct()
{
    return EngineTest::isPodman() ? OwnEngine::Product::Podman : OwnEngine::Product::Docker;
}

} // namespace pierhead::test

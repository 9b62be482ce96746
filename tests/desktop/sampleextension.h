#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::test {

/// The sample hello-backend, whose image the fixture `sample` has put on the engine. Both work as
/// another process would, on the disk that the window watches.
[[nodiscard]] Result<void> installSample(const QString &engine);
[[nodiscard]] Result<void> removeSample(const QString &engine);

[[nodiscard]] inline QString sampleTitle()
{
    return QStringLiteral("Hello Backend Extension");
}

} // namespace pierhead::test

#pragma once

#include "httpmessage.h"

/// Private to host/engine.
namespace pierhead::engine {

/// What is wanted of the connection once the answer is there.
enum class After {
    KeepAlive,
    Upgrade,
};

/// The request as it is written, with the body that it has in memory; of a body file, which has
/// `fileSize` bytes, only the length.
[[nodiscard]] QByteArray requestText(const HttpRequest &request, After after, qint64 fileSize);

} // namespace pierhead::engine

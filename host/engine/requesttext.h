#pragma once

#include "httpmessage.h"

/// Private to host/engine.
namespace pierhead::engine {

/// Whether a request asks the engine to hand the connection over.
enum class Hijack {
    No,
    Yes,
};

/// The request as it is written, with the body that it has in memory; of a body file, which has
/// `fileSize` bytes, only the length.
[[nodiscard]] QByteArray requestText(const HttpRequest &request, Hijack hijack, qint64 fileSize);

} // namespace pierhead::engine

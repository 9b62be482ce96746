#pragma once

#include <QByteArray>

#include <string_view>

/// Bytes as Boost takes them. Private to host/engine.
namespace pierhead::engine {

[[nodiscard]] inline std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace pierhead::engine

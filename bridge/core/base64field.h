#pragma once

#include <host/base/json.h>

/// Bytes in messages, which are JSON: Base64. Private to bridge/core.
namespace pierhead::bridge {

/// `object.key`, which must be there; throws nlohmann's exception as json::field does.
[[nodiscard]] inline QByteArray bytesField(const nlohmann::json &object, const char *key)
{
    const auto &text = object.at(key).get_ref<const std::string &>();
    return QByteArray::fromBase64(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
}

[[nodiscard]] inline std::string bytesText(const QByteArray &bytes)
{
    return bytes.toBase64().toStdString();
}

} // namespace pierhead::bridge

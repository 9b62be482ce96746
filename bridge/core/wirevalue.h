#pragma once

#include <host/base/json.h>

/// Values of several messages, as JSON (PROTOCOL.md). Private to bridge/core.
namespace pierhead::bridge {

/// Bytes, which are Base64: `object.key`, which must be there; throws nlohmann's exception as
/// json::field does.
[[nodiscard]] inline QByteArray bytesField(const nlohmann::json &object, const char *key)
{
    const auto &text = object.at(key).get_ref<const std::string &>();
    return QByteArray::fromBase64(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
}

[[nodiscard]] inline QString bytesText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

/// [[name, value], …]
[[nodiscard]] inline nlohmann::json headersJson(const QList<QPair<QByteArray, QByteArray>> &headers)
{
    nlohmann::json list = nlohmann::json::array();
    for (const auto &[name, value] : headers) {
        list.push_back({QString::fromLatin1(name), QString::fromLatin1(value)});
    }
    return list;
}

} // namespace pierhead::bridge

#pragma once

#include "result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <concepts>
#include <exception>
#include <optional>

/// JSON becomes a struct at the edge and stays one: write `from_json` by hand with field() and
/// optionalField(), read with parse<T>(). This is the only place that catches nlohmann's
/// exceptions.
namespace pierhead::json {

/// `object.key`, which must be there; throws nlohmann's exception, which names the path (use inside
/// from_json).
template <typename T>
[[nodiscard]] T field(const nlohmann::json &object, const char *key)
{
    return object.at(key).get<T>();
}

/// `object.key`, or nothing where it is absent or null.
template <typename T>
[[nodiscard]] std::optional<T> optionalField(const nlohmann::json &object, const char *key)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        return std::nullopt;
    }
    return found->get<T>();
}

/// `object.key`, or `fallback` where it is absent or null.
template <typename T>
[[nodiscard]] T fieldOr(const nlohmann::json &object, const char *key, T fallback)
{
    return optionalField<T>(object, key).value_or(std::move(fallback));
}

/// The text as JSON. The error (ErrorCode::Protocol) says where the text breaks off being JSON,
/// or that it is nested too deeply.
[[nodiscard]] Result<nlohmann::json> parse(const QByteArray &text);

/// An exception of nlohmann's as an Error: the JSON path and what was expected there.
[[nodiscard]] Error describe(const std::exception &exception);

/// The value as a T (by its from_json).
template <typename T>
[[nodiscard]] Result<T> decode(const nlohmann::json &value)
{
    try {
        return value.get<T>();
    } catch (const nlohmann::json::exception &exception) {
        return tl::unexpected<Error>(describe(exception));
    }
}

/// The text as a T.
template <typename T>
[[nodiscard]] Result<T> parseAs(const QByteArray &text)
{
    return parse(text).and_then([](const nlohmann::json &value) { return decode<T>(value); });
}

/// Compact UTF-8; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] QByteArray serialize(const nlohmann::json &value);

/// Indented UTF-8 with a final newline, for files people read.
[[nodiscard]] QByteArray serializePretty(const nlohmann::json &value);

} // namespace pierhead::json

NLOHMANN_JSON_NAMESPACE_BEGIN

template <>
struct adl_serializer<QString>
{
    static void to_json(json &target, const QString &text) { target = text.toStdString(); }

    static void from_json(const json &source, QString &text)
    {
        text = QString::fromStdString(source.get_ref<const std::string &>());
    }
};

template <>
struct adl_serializer<QStringList>
{
    static void to_json(json &target, const QStringList &list)
    {
        target = json::array();
        for (const QString &entry : list) {
            target.push_back(entry);
        }
    }

    static void from_json(const json &source, QStringList &list)
    {
        list.clear();
        for (const json &entry : source.get_ref<const json::array_t &>()) {
            list.append(entry.get<QString>());
        }
    }
};

template <>
struct adl_serializer<QMap<QString, QString>>
{
    static void to_json(json &target, const QMap<QString, QString> &map)
    {
        target = json::object();
        for (auto entry = map.cbegin(); entry != map.cend(); ++entry) {
            target[entry.key().toStdString()] = entry.value();
        }
    }

    static void from_json(const json &source, QMap<QString, QString> &map)
    {
        map.clear();
        for (const auto &[key, value] : source.get_ref<const json::object_t &>()) {
            map.insert(QString::fromStdString(key), value.get<QString>());
        }
    }
};

NLOHMANN_JSON_NAMESPACE_END

// What clang-tidy reads once, instead of with each source: headers of others that are slow to read.
#pragma once

#include <QCoroCore>
#include <QCoroFuture>
#include <QCoroNetworkReply>
#include <QCoroSignal>
#include <QCoroTask>
#include <QtCore>
#include <QtNetwork>
#include <QtWebChannel>
#include <QtWebEngineWidgets>
#include <QtWidgets>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

// What nearly every source makes of those templates, so that it is made once here (see
// -fpch-instantiate-templates).
inline nlohmann::json lintPrefixInstances(const QByteArray &text)
{
    nlohmann::json value =
        nlohmann::json::parse(text.constBegin(), text.constEnd(), nullptr, false);
    value["key"] = nlohmann::json::parse(text.constData(), text.constData() + text.size());
    value.push_back(
        nlohmann::json::object({{"key", value.dump()}, {"other", nlohmann::json::array()}}));
    value["text"] =
        value.value("name", std::string()).size() + value.at("key").get<std::string>().size();
    for (const auto &[key, item] : value.items()) {
        value.erase(key);
        value.emplace(key, item.is_string() ? item.get<std::string>() : std::string());
    }
    return value == nlohmann::json() || !value.contains("key") ? value.find("key").value() : value;
}

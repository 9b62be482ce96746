#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace lab {

/// One line of JSON; what is no UTF-8 has U+FFFD in its place.
inline std::string jsonText(const nlohmann::json &value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace lab

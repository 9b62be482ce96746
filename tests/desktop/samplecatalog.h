#pragma once

#include <host/base/json.h>

#include <vector>
#include <webserver.h>

namespace pierhead::test {

/// Serves the pictures that entriesFrom() names.
void servePictures(WebServer &server);

/// Five entries: with everything there is, with little, one for a later Pierhead and one with long
/// words.
[[nodiscard]] std::vector<nlohmann::json> entriesFrom(const WebServer &server);

} // namespace pierhead::test

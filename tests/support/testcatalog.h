#pragma once

#include <host/base/json.h>

#include <vector>

namespace pierhead::test {

/// An entry of a catalog's index with what it must have.
[[nodiscard]] inline nlohmann::json
catalogEntry(const char *id, const char *title, const char *tag = "1.0.0")
{
    return {{"id", id}, {"tag", tag}, {"title", title}};
}

/// The same with more in it, or other values.
[[nodiscard]] inline nlohmann::json
catalogEntry(const char *id, const char *title, const nlohmann::json &more)
{
    nlohmann::json entry = catalogEntry(id, title);
    entry.update(more);
    return entry;
}

/// An index.
[[nodiscard]] inline QByteArray catalogText(const std::vector<nlohmann::json> &entries,
                                            const char *title = "Sample")
{
    return json::serialize({{"format", 1}, {"title", title}, {"extensions", entries}});
}

} // namespace pierhead::test

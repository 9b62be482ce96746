#pragma once

#include "fault.h"

#include <host/base/json.h>

#include <vector>

namespace pierhead::extensions {

/// Every place where the document differs from the schema (JSON Schema draft 7). What is expected
/// there is said in the words of the schema's "description".
[[nodiscard]] std::vector<Fault> schemaFaults(const nlohmann::json &document,
                                              const nlohmann::json &schema);

/// The schema resources/schemas/<name>.schema.json, which is built in.
[[nodiscard]] Result<nlohmann::json> builtInSchema(const QString &name);

} // namespace pierhead::extensions

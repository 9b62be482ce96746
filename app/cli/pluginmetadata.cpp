#include "pluginmetadata.h"

#include <host/base/json.h>

namespace pierhead::cli {

QByteArray pluginMetadata()
{
    return json::serializePretty({
        {"SchemaVersion", "0.1.0"},
        {"Vendor", "Pierhead"},
        {"Version", "v" PIERHEAD_VERSION},
        {"ShortDescription", "Manages Docker extensions"},
    });
}

} // namespace pierhead::cli

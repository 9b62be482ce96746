#pragma once

#include <host/extensions/offeredapi.h>

#include <string>
#include <string_view>

/// What the program says of itself, for both of its halves; nothing of Qt is needed for it.
namespace pierhead::cli {

/// What `version` prints.
inline std::string versionText()
{
    std::string text = "Client Version: v" PIERHEAD_VERSION "\nServer API Version:";
    char separator = ' ';
    for (const int part : extensions::offeredApi) {
        text += separator + std::to_string(part);
        separator = '.';
    }
    return text + '\n';
}

/// The argument with which the docker program asks a plug-in what it is.
inline constexpr std::string_view metadataArgument = "docker-cli-plugin-metadata";

/// The answer, as version 0.1.0 of the plug-in protocol wants it.
inline constexpr std::string_view metadataText = R"({
  "SchemaVersion": "0.1.0",
  "ShortDescription": "Manages Docker extensions",
  "Vendor": "Pierhead",
  "Version": "v)" PIERHEAD_VERSION R"("
}
)";

} // namespace pierhead::cli

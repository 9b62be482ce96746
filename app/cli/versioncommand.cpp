#include "versioncommand.h"

#include "outputformat.h"
#include "programversions.h"

#include <host/extensions/imagelabels.h>

namespace pierhead::cli {

Command::Description VersionCommand::description() const
{
    return {
        QStringLiteral("version"),
        {},
        QStringLiteral("Show the versions of this program and of the extension API"),
        QStringLiteral("The API version is what an image's label "
                       "com.docker.desktop.extension.api.version is compared with. No engine is "
                       "asked.\n"
                       "--format json prints an object with the keys client and serverApi."),
        {QStringLiteral("version"), QStringLiteral("version --format json")},
    };
}

Parameters VersionCommand::parameters()
{
    return {OutputFormat::textOption(m_format)};
}

Task<Result<ExitCode>> VersionCommand::run(Session session)
{
    if (OutputFormat::isJson(m_format)) {
        const nlohmann::json versions{{"client", PIERHEAD_VERSION},
                                      {"serverApi", extensions::offeredApiVersion()}};
        session.terminal.print(OutputFormat::jsonLine(versions));
        co_return ExitCode::Success;
    }
    session.terminal.writeRaw(QByteArray::fromStdString(versionText()));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli

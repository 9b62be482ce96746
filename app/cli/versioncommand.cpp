#include "versioncommand.h"

#include "programversions.h"

namespace pierhead::cli {

Command::Description VersionCommand::description() const
{
    return {
        QStringLiteral("version"),
        {},
        QStringLiteral("Show the versions of this program and of the extension API"),
        QStringLiteral("The API version is what an image's label "
                       "com.docker.desktop.extension.api.version is compared with. No engine is "
                       "asked."),
        {QStringLiteral("version")},
    };
}

Task<Result<ExitCode>> VersionCommand::run(Session session)
{
    session.terminal.writeRaw(QByteArray::fromStdString(versionText()));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli

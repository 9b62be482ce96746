#include "targetextension.h"

#include "brokeninstalls.h"

#include <host/extensions/extensionstore.h>

namespace pierhead::cli {

namespace {

TargetExtension together(extensions::InstalledExtension extension,
                         std::unique_ptr<engine::Engine> engine)
{
    return {std::move(extension), std::move(engine)};
}

} // namespace

Parameter extensionArgument(QString &key)
{
    return Parameter::argument(
               QStringLiteral("EXTENSION"),
               key,
               QStringLiteral("Its name, its id (the image's repository) or its image reference."))
        .completedBy(Parameter::Values::Extensions);
}

Task<Result<TargetExtension>> findTarget(Session session, QString key, QString doing)
{
    co_await repairBrokenInstalls(session);
    PIERHEAD_CO_TRY(extension, extensions::ExtensionStore(session.paths).find(key));
    if (!extension.manifest.backend) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" has no backend that could be %2.").arg(extension.name, doing));
    }
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::at(extension.engine, session.paths, session.stop));
    co_return together(std::move(extension), std::move(engine));
}

} // namespace pierhead::cli

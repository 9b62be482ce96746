#include "targetextension.h"

#include <host/extensions/extensionstore.h>

namespace pierhead::cli {

namespace {

TargetExtension together(extensions::InstalledExtension extension,
                         std::unique_ptr<engine::Engine> engine)
{
    return {std::move(extension), std::move(engine)};
}

} // namespace

Task<Result<TargetExtension>> findTarget(Session session, QString key)
{
    Result<extensions::InstalledExtension> found =
        extensions::ExtensionStore(session.paths).find(key);
    if (!found) {
        if (found.error().code != ErrorCode::NotFound) {
            co_return tl::unexpected<Error>(found.error());
        }
        co_return failure(ErrorCode::NotFound,
                          QStringLiteral("\"%1\" is not installed. \"docker extension ls\" shows "
                                         "what is.")
                              .arg(key));
    }
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::at(found->engine, session.paths, session.stop));
    co_return together(std::move(*found), std::move(engine));
}

Task<Result<TargetExtension>> findTargetWithBackend(Session session, QString key, QString doing)
{
    PIERHEAD_CO_TRY(target, co_await findTarget(session, key));
    if (!target.extension.manifest.backend) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("\"%1\" has no backend that could be %2.")
                              .arg(target.extension.name, doing));
    }
    co_return target;
}

} // namespace pierhead::cli

#include "sampleextension.h"

#include <host/extensions/extensioninstaller.h>

#include <result.h>

namespace pierhead::test {

namespace {

using extensions::ExtensionInstaller;
using extensions::ExtensionSource;
using extensions::ExtensionStore;
using extensions::InstallEvent;

const QString reference = QStringLiteral("desktop-backend-minimal-extension:0.0.1");

void ignore(const InstallEvent & /*event*/) { }

} // namespace

Result<void> installSample(const QString &engine)
{
    const Paths paths = Paths::fromEnvironment();
    PIERHEAD_TRY(found, await(engine::Engine::find(engine, paths)));
    const ExtensionStore store(paths);
    const ExtensionInstaller installer(*found, store);
    PIERHEAD_TRY(installed,
                 await(installer.install({ExtensionSource::fromArgument(reference)}, ignore)));
    static_cast<void>(installed);
    return {};
}

Result<void> removeSample(const QString &engine)
{
    const Paths paths = Paths::fromEnvironment();
    PIERHEAD_TRY(found, await(engine::Engine::find(engine, paths)));
    const ExtensionStore store(paths);
    const ExtensionInstaller installer(*found, store);
    return await(installer.remove(reference, ignore));
}

} // namespace pierhead::test

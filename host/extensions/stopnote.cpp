#include "stopnote.h"

#include <host/base/logging.h>
#include <host/settings/settings.h>

namespace pierhead::extensions {

namespace {

void setStopped(const ExtensionStore &store, const ExtensionId &id, bool isStopped)
{
    if (isStopNoted(store, id) == isStopped) {
        return;
    }
    const Result<> changed =
        settings::Settings(store.paths()).change([&id, isStopped](settings::SettingValues &values) {
            values.stopped.removeAll(id.value());
            if (isStopped) {
                values.stopped.append(id.value());
                values.stopped.sort();
            }
        });
    if (!changed) {
        qCWarning(lcExtensions).noquote()
            << "Whether the user stopped the backend of" << id.value()
            << "is not known to later starts of its engine:" << changed.error().message;
    }
}

} // namespace

bool isStopNoted(const ExtensionStore &store, const ExtensionId &id)
{
    return settings::Settings(store.paths()).values().stopped.contains(id.value());
}

void noteStop(const ExtensionStore &store, const ExtensionId &id)
{
    setStopped(store, id, true);
}

void forgetStop(const ExtensionStore &store, const ExtensionId &id)
{
    setStopped(store, id, false);
}

} // namespace pierhead::extensions

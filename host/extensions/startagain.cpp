#include "startagain.h"

#include "stopnote.h"

#include <host/policy/extensionswitch.h>

namespace pierhead::extensions {

bool mustStartAgain(const backend::BackendState &state, const QString &product, bool isStopNoted)
{
    const bool hasEnded = state.total > 0 && state.running == 0
        && state.overall() == backend::ServiceCondition::Stopped;
    return hasEnded && !isStopNoted && product == QLatin1String("Podman Engine");
}

bool mustStartAgain(const ExtensionStore &store,
                    const ExtensionId &id,
                    const backend::BackendState &state,
                    const QString &product)
{
    return mustStartAgain(state, product, isStopNoted(store, id))
        && policy::checkExtensionOn(store.paths(), id.value()).has_value();
}

bool mustRestart(const ExtensionStore &store,
                 const ExtensionId &id,
                 const backend::BackendState &state)
{
    return state.hasFormerSocket() && !isStopNoted(store, id)
        && policy::checkExtensionOn(store.paths(), id.value()).has_value();
}

} // namespace pierhead::extensions

#include "labelledservice.h"

#include "result.h"

#include <host/backend/backendlabels.h>

namespace pierhead::test {

Result<void> makeService(const engine::EngineClient &client,
                         const extensions::ExtensionId &id,
                         const LabelledService &service)
{
    engine::ContainerSpec spec;
    spec.name = id.slug() + QLatin1Char('-') + service.name;
    spec.image = service.image;
    spec.command = QStringList{QStringLiteral("sh"), QStringLiteral("-c"), service.script};
    spec.labels = {{backend::extensionLabel, QStringLiteral("true")},
                   {backend::idLabel, id.value()},
                   {backend::projectLabel, id.projectName()},
                   {backend::serviceLabel, service.name}};
    spec.restartPolicy = service.restartPolicy;
    const auto container = await(client.createContainer(spec));
    if (!container) {
        return tl::unexpected<Error>(container.error());
    }
    return await(client.startContainer(*container));
}

Result<void> removeServices(const engine::EngineClient &client, const extensions::ExtensionId &id)
{
    const auto containers = await(client.listContainers(backend::ofProject(id)));
    if (!containers) {
        return tl::unexpected<Error>(containers.error());
    }
    for (const engine::ContainerSummary &container : *containers) {
        const Result<void> removed = await(client.removeContainer(container.id));
        if (!removed) {
            return removed;
        }
    }
    return {};
}

} // namespace pierhead::test

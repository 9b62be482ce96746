#include "composedependencies.h"

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace pierhead::backend {

namespace {

QString wordIn(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()).trimmed()
                                               : QString();
}

DependencyCondition conditionNamed(const QString &name)
{
    for (const DependencyCondition condition :
         {DependencyCondition::Healthy, DependencyCondition::Completed}) {
        if (name == conditionName(condition)) {
            return condition;
        }
    }
    return DependencyCondition::Started;
}

void addDependency(std::vector<ComposeDependency> &found, const ComposeDependency &dependency)
{
    const bool isKnown =
        std::any_of(found.cbegin(), found.cend(), [&dependency](const ComposeDependency &known) {
            return known.service == dependency.service;
        });
    if (!isKnown && !dependency.service.isEmpty()) {
        found.push_back(dependency);
    }
}

void addNamed(std::vector<ComposeDependency> &found, const YAML::Node &node)
{
    for (const auto &entry : node) {
        if (!node.IsMap()) {
            addDependency(found, {wordIn(entry)});
            continue;
        }
        ComposeDependency dependency{wordIn(entry.first)};
        if (entry.second.IsMap()) {
            dependency.condition = conditionNamed(wordIn(entry.second["condition"]));
            dependency.isRequired = wordIn(entry.second["required"]) != QStringLiteral("false");
        }
        addDependency(found, dependency);
    }
}

/// `links` and `volumes_from`: the service is before the first colon; behind "container:" is none.
void addListed(std::vector<ComposeDependency> &found, const YAML::Node &node)
{
    if (!node.IsDefined() || !node.IsSequence()) {
        return;
    }
    for (const YAML::Node &entry : node) {
        const QString service = wordIn(entry).section(QLatin1Char(':'), 0, 0);
        if (service != QStringLiteral("container")) {
            addDependency(found, {service});
        }
    }
}

} // namespace

std::vector<ComposeDependency> composeDependencies(const YAML::Node &service)
{
    std::vector<ComposeDependency> found;
    addNamed(found, service["depends_on"]);
    addListed(found, service["links"]);
    addListed(found, service["volumes_from"]);
    for (const char *key : {"network_mode", "pid", "ipc"}) {
        const QString shared = wordIn(service[key]);
        if (shared.startsWith(QStringLiteral("service:"))) {
            addDependency(found, {shared.section(QLatin1Char(':'), 1)});
        }
    }
    return found;
}

QString conditionName(DependencyCondition condition)
{
    switch (condition) {
    case DependencyCondition::Started:
        break;
    case DependencyCondition::Healthy:
        return QStringLiteral("service_healthy");
    case DependencyCondition::Completed:
        return QStringLiteral("service_completed_successfully");
    }
    return QStringLiteral("service_started");
}

} // namespace pierhead::backend

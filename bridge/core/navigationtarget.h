#pragma once

#include <QMetaType>
#include <QString>

namespace pierhead::bridge {

/// A native page of the window about what is on an engine.
struct NavigationTarget
{
    enum class View {
        Containers,
        Container, ///< the page of one, at the part that the window shows first
        ContainerLogs,
        ContainerInspect,
        ContainerTerminal,
        ContainerStats,
        Images,
        Image,
        Volumes,
        Volume,
    };

    View view = View::Containers;
    QString engine;   ///< Engine::key() of the engine it is on
    QString id = {};  ///< a container's or image's, as the engine has it; a volume's name
    QString tag = {}; ///< of an image, or empty

    bool operator==(const NavigationTarget &) const = default;
};

} // namespace pierhead::bridge

Q_DECLARE_METATYPE(pierhead::bridge::NavigationTarget)

#include "backendmonitor.h"

#include "backendlabels.h"

#include <QTimer>

#include <chrono>

namespace pierhead::backend {

namespace {

/// Engines tell a moment before they know: Docker of a container's end, Podman 4.3 of a health
/// check as it begins. The result of one that takes longer is seen with the next.
constexpr std::chrono::milliseconds listDelay{300};

bool isToldEarly(const QString &action)
{
    return action == QLatin1String("die") || action == QLatin1String("died")
        || action == QLatin1String("health_status");
}

/// Whether a container is there, runs or is healthy may differ after it. Docker says "die" and
/// "destroy", Podman "died" and "remove"; execs and copies have events too and change nothing.
bool isAboutState(const QString &action)
{
    static const QStringList actions{QStringLiteral("create"),
                                     QStringLiteral("start"),
                                     QStringLiteral("die"),
                                     QStringLiteral("died"),
                                     QStringLiteral("pause"),
                                     QStringLiteral("unpause"),
                                     QStringLiteral("oom"),
                                     QStringLiteral("stop"),
                                     QStringLiteral("restart"),
                                     QStringLiteral("destroy"),
                                     QStringLiteral("remove")};
    // Docker puts the health behind a colon, Podman does not.
    return actions.contains(action) || action.startsWith(QLatin1String("health_status"));
}

} // namespace

BackendMonitor::BackendMonitor(const engine::EngineAddress &address, QObject *parent)
    : QObject(parent)
    , m_events(address,
               {{QStringLiteral("type"), {QStringLiteral("container")}},
                {QStringLiteral("label"), {extensionLabel + QStringLiteral("=true")}}})
{
    connect(&m_events, &engine::EventStream::connected, this, &BackendMonitor::allChanged);
    connect(&m_events, &engine::EventStream::disconnected, this, &BackendMonitor::lost);
    connect(&m_events, &engine::EventStream::event, this, [this](const engine::EngineEvent &event) {
        const QString id = event.attributes.value(idLabel);
        if (!id.isEmpty() && isAboutState(event.action)) {
            Q_EMIT changed(id);
        }
        if (!id.isEmpty() && isToldEarly(event.action)) {
            QTimer::singleShot(listDelay, this, [this, id] { Q_EMIT changed(id); });
        }
    });
}

void BackendMonitor::start()
{
    m_events.start();
}

} // namespace pierhead::backend

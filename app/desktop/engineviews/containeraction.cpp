#include "containeraction.h"

#include <QCoreApplication>

namespace pierhead::desktop {

namespace {

/// Until a container is killed, as with `docker stop`.
constexpr int graceSeconds = 10;

class ContainerActionText
{
    Q_DECLARE_TR_FUNCTIONS(ContainerActionText)
};

} // namespace

Task<Result<void>>
perform(const engine::EngineClient &client, const QString &container, RowAction action)
{
    switch (action) {
    case RowAction::Start:
        return client.startContainer(container);
    case RowAction::Stop:
        return client.stopContainer(container, graceSeconds);
    case RowAction::Restart:
        return client.restartContainer(container, graceSeconds);
    case RowAction::Remove:
        return client.removeContainer(container);
    }
    Q_UNREACHABLE();
}

QString failureTitle(const QString &name, RowAction action)
{
    QString title = ContainerActionText::tr("%1 could not be started");
    if (action == RowAction::Stop) {
        title = ContainerActionText::tr("%1 could not be stopped");
    } else if (action == RowAction::Restart) {
        title = ContainerActionText::tr("%1 could not be restarted");
    } else if (action == RowAction::Remove) {
        title = ContainerActionText::tr("%1 could not be removed");
    }
    return title.arg(name);
}

RemoveQuestion removeContainerQuestion(const QString &name, bool isRunning)
{
    const QString files = ContainerActionText::tr(
        "What was written into it is lost, and its volumes without a name go with it. Volumes "
        "with a name and its image stay.");
    return {ContainerActionText::tr("Remove container"),
            ContainerActionText::tr("Remove the container \"%1\"?").arg(name),
            isRunning ? ContainerActionText::tr("It is running, and is stopped by force.")
                    + QStringLiteral("\n\n") + files
                      : files};
}

} // namespace pierhead::desktop

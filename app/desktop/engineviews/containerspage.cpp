#include "containerspage.h"

#include "containeraction.h"
#include "entrytext.h"

#include <algorithm>

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

ContainersPage::ContainersPage(EnginePageContext context,
                               bridge::NavigationTarget target,
                               QWidget *parent)
    : ListPage(context,
               std::move(target),
               {tr("Containers"),
                QStringLiteral("containers"),
                tr("Search containers (Ctrl+F)"),
                tr("No containers"),
                tr("What is started with docker run or docker compose up, here or elsewhere, comes "
                   "into this list by itself.")},
               {{tr("Name")},
                {tr("Image"), 200, 620},
                {tr("State"), 130},
                {tr("Ports"), 120, 820},
                {tr("Created"), 175, 900}},
               {RowAction::Start, RowAction::Stop, RowAction::Restart, RowAction::Remove},
               parent)
{
    setAccessibleName(tr("Containers"));
    begin();
}

void ContainersPage::refresh(const engine::EngineClient &client)
{
    ask(client.listContainers({}, stopToken()),
        [this](const std::vector<engine::ContainerSummary> &containers) {
            std::vector<Entry> entries = containerEntries(containers);
            const auto running = std::count_if(
                entries.begin(), entries.end(), [](const Entry &entry) { return entry.isActive; });
            const auto count = static_cast<int>(entries.size());
            setEntries(std::move(entries), tr("%1 in all, %2 running").arg(count).arg(running));
        });
}

bridge::NavigationTarget ContainersPage::targetOf(const Entry &entry) const
{
    return to(View::Container, entry.id);
}

void ContainersPage::perform(const Entry &entry, RowAction action)
{
    const auto go = [this, key = entry.key, id = entry.id, name = entry.name(), action] {
        run(key, desktop::perform(*client(), id, action), failureTitle(name, action));
    };
    if (action == RowAction::Remove) {
        askToRemove(removeContainerQuestion(entry.name(), entry.isActive), theme(), this, go);
    } else {
        go();
    }
}

} // namespace pierhead::desktop

#include "volumespage.h"

#include "entrytext.h"

#include <app/desktop/removequestion.h>

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

VolumesPage::VolumesPage(EnginePageContext context,
                         bridge::NavigationTarget target,
                         QWidget *parent)
    : ListPage(context,
               std::move(target),
               {tr("Volumes"),
                QStringLiteral("volumes"),
                tr("Search volumes (Ctrl+F)"),
                tr("No volumes"),
                tr("Containers keep in volumes what is to stay after them. Each that is made comes "
                   "into this list by itself.")},
               {{tr("Name")},
                {tr("Driver"), 100, 560},
                {tr("Created"), 175, 640},
                {tr("Mount point"), 320, 900}},
               {RowAction::Remove},
               parent)
{
    setAccessibleName(tr("Volumes"));
    begin();
}

void VolumesPage::refresh(const engine::EngineClient &client)
{
    ask(client.listVolumes(stopToken()), [this](const std::vector<engine::VolumeSummary> &volumes) {
        setEntries(volumeEntries(volumes), tr("%1 in all").arg(volumes.size()));
    });
}

bridge::NavigationTarget VolumesPage::targetOf(const Entry &entry) const
{
    return to(View::Volume, entry.id);
}

void VolumesPage::perform(const Entry &entry, RowAction /*action*/)
{
    askToRemove({tr("Remove volume"),
                 tr("Remove the volume \"%1\"?").arg(entry.name()),
                 tr("What is in it is lost. One that a container has is not removed.")},
                theme(),
                this,
                [this, key = entry.key, id = entry.id, name = entry.name()] {
                    run(key, client()->removeVolume(id), tr("%1 could not be removed").arg(name));
                });
}

} // namespace pierhead::desktop

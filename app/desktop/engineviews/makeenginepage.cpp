#include "makeenginepage.h"

#include "containerpage.h"
#include "containerspage.h"
#include "imagespage.h"
#include "inspectpage.h"
#include "volumespage.h"

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

EnginePage *
makeEnginePage(EnginePageContext context, const bridge::NavigationTarget &target, QWidget *parent)
{
    switch (target.view) {
    case View::Containers:
        return new ContainersPage(context, target, parent);
    case View::Images:
        return new ImagesPage(context, target, parent);
    case View::Volumes:
        return new VolumesPage(context, target, parent);
    case View::Image:
    case View::Volume:
        return new InspectPage(context, target, parent);
    case View::Container:
    case View::ContainerLogs:
    case View::ContainerInspect:
    case View::ContainerTerminal:
    case View::ContainerStats:
        return new ContainerPage(context, target, parent);
    }
    Q_UNREACHABLE();
}

bridge::NavigationTarget listOf(const bridge::NavigationTarget &target)
{
    bridge::NavigationTarget list{.view = View::Containers, .engine = target.engine};
    if (target.view == View::Images || target.view == View::Image) {
        list.view = View::Images;
    } else if (target.view == View::Volumes || target.view == View::Volume) {
        list.view = View::Volumes;
    }
    return list;
}

} // namespace pierhead::desktop

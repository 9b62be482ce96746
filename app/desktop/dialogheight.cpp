#include "dialogheight.h"

#include <QLayout>

namespace pierhead::desktop {

void growToItsTexts(QDialog &dialog)
{
    QLayout *layout = dialog.layout();
    layout->activate();
    const int needed = layout->totalHeightForWidth(dialog.width());
    if (needed > dialog.height()) {
        dialog.resize(dialog.width(), needed);
    }
}

} // namespace pierhead::desktop

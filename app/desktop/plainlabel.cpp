#include "plainlabel.h"

namespace pierhead::desktop {

QLabel *plainLabel(const QString &text, QWidget *parent, const QString &look)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (!look.isEmpty()) {
        label->setProperty("look", look);
    }
    return label;
}

} // namespace pierhead::desktop

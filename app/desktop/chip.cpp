#include "chip.h"

#include "displaytext.h"

#include <QStyle>

namespace pierhead::desktop {

Chip::Chip(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("look", QStringLiteral("chip"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setState(const QString &foreign, const QString &tone)
{
    setText(singleLine(foreign));
    setProperty("tone", tone);
    // A style sheet looks at properties only when it is put on.
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace pierhead::desktop

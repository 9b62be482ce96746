#pragma once

#include <app/desktop/theme.h>

#include <QLabel>

namespace pierhead::desktop {

/// What stands in place of a list's rows: why there are none.
class NothingHere final : public QWidget
{
    Q_OBJECT

public:
    NothingHere(const Theme &theme, const QString &icon, QWidget *parent);

    void setText(const QString &title, const QString &text);

private:
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
};

} // namespace pierhead::desktop

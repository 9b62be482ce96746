#pragma once

#include <app/desktop/theme.h>

#include <QFrame>
#include <QLabel>

namespace pierhead::desktop {

/// Says that Docker Desktop has extensions that are not installed here, and offers them.
class ImportBanner final : public QFrame
{
    Q_OBJECT

public:
    ImportBanner(const Theme &theme, QWidget *parent);

    /// How many; with none it is hidden.
    void setCount(int count);
    /// Not where extensions are off.
    void setUsable(bool usable);

Q_SIGNALS:
    void chooseRequested();
    /// The user does not want those.
    void declined();

private:
    void refreshIcon();

    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    int m_count = 0;
    bool m_isUsable = true;
};

} // namespace pierhead::desktop

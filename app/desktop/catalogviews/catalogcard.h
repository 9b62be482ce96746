#pragma once

#include "catalogoffer.h"
#include "clampedlabel.h"
#include "pictureloader.h"

#include <app/desktop/chip.h>
#include <app/desktop/elidedlabel.h>
#include <app/desktop/theme.h>

#include <QFrame>
#include <QPushButton>

namespace pierhead::desktop {

/// An entry of a catalog among others. Clicked, or with Return, it opens.
class CatalogCard final : public QFrame
{
    Q_OBJECT

public:
    CatalogCard(const Theme &theme, PictureLoader &pictures, QWidget *parent);

    void setEntry(const catalog::CatalogEntry &entry);
    void setOffer(CatalogOffer offer);

    [[nodiscard]] const catalog::CatalogEntry &entry() const { return m_entry; }

Q_SIGNALS:
    void openRequested();
    void installRequested();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showIcon();

    const Theme &m_theme;
    PictureLoader &m_pictures;
    catalog::CatalogEntry m_entry;
    QImage m_image;
    QLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_vendor;
    ClampedLabel *m_description;
    ElidedLabel *m_version;
    Chip *m_state;
    QPushButton *m_install;
};

} // namespace pierhead::desktop

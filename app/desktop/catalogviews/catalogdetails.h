#pragma once

#include "catalogoffer.h"
#include "screenshotlist.h"

#include <app/desktop/theme.h>

#include <QPushButton>

namespace pierhead::desktop {

class DetailHeader;

/// All that a catalog says of one extension. Made for the entry, and made anew for another.
class CatalogDetails final : public QWidget
{
    Q_OBJECT

public:
    CatalogDetails(const Theme &theme,
                   PictureLoader &pictures,
                   catalog::CatalogEntry entry,
                   QWidget *parent);

    void setOffer(CatalogOffer offer);

    [[nodiscard]] const catalog::CatalogEntry &entry() const { return m_entry; }

Q_SIGNALS:
    void backRequested();
    void installRequested();
    void linkRequested(const QUrl &url);

private:
    void addSection(const QString &heading, const QString &text, const QString &name);
    void addLinks();
    void addFacts();
    void showIcon();

    const Theme &m_theme;
    catalog::CatalogEntry m_entry;
    QImage m_image;
    DetailHeader *m_header;
    QPushButton *m_install;
    QLabel *m_icon;
    QVBoxLayout *m_layout;
};

} // namespace pierhead::desktop

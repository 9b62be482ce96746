#pragma once

#include "pictureloader.h"

#include <host/catalog/catalogentry.h>

#include <QLabel>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// The pictures of an entry, one below the other, each with what it shows. They are asked for one
/// by one when this is shown; what does not come is left out.
class ScreenshotList final : public QWidget
{
    Q_OBJECT

public:
    ScreenshotList(PictureLoader &pictures, QWidget *parent);

    void setScreenshots(const std::vector<catalog::CatalogLink> &screenshots);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Shot
    {
        QLabel *picture = nullptr;
        QImage image;
    };

    void fit(const Shot &shot) const;

    PictureLoader &m_pictures;
    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    std::vector<Shot> m_shots;
};

} // namespace pierhead::desktop

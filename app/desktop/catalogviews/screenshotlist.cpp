#include "screenshotlist.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/plainlabel.h>

#include <algorithm>

namespace pierhead::desktop {

namespace {

/// More would fill the page.
constexpr std::size_t mostShots = 8;
constexpr int widestShot = 960;
constexpr int shotPixels = 1600;

QLabel *caption(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(singleLine(text), parent, QStringLiteral("muted"));
    label->setVisible(!label->text().isEmpty());
    return label;
}

} // namespace

ScreenshotList::ScreenshotList(PictureLoader &pictures, QWidget *parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void ScreenshotList::setScreenshots(const std::vector<catalog::CatalogLink> &screenshots)
{
    delete m_content;
    m_shots.clear();
    m_content = new QWidget(this);
    m_layout->addWidget(m_content);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    const std::size_t count = std::min(screenshots.size(), mostShots);
    for (std::size_t index = 0; index < count; ++index) {
        const catalog::CatalogLink &link = screenshots.at(index);
        auto *item = new QWidget(m_content);
        item->hide();
        auto *picture = new QLabel(item);
        picture->setObjectName(QStringLiteral("screenshot"));
        picture->setAccessibleName(singleLine(link.text));
        auto *inside = new QVBoxLayout(item);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(4);
        inside->addWidget(picture);
        inside->addWidget(caption(link.text, item));
        layout->addWidget(item);
        m_shots.push_back({picture, {}});
        const auto show = [this, item, index](const QImage &image) {
            m_shots.at(index).image = image;
            fit(m_shots.at(index));
            item->setVisible(!image.isNull());
        };
        m_pictures.load(link.url.toString(QUrl::FullyEncoded), shotPixels, item, show);
    }
}

void ScreenshotList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (const Shot &shot : m_shots) {
        fit(shot);
    }
}

void ScreenshotList::fit(const Shot &shot) const
{
    if (shot.image.isNull()) {
        return;
    }
    const qreal ratio = devicePixelRatioF();
    const int room = qRound(std::min(width(), widestShot) * ratio);
    QPixmap pixmap = QPixmap::fromImage(
        shot.image.width() > room ? shot.image.scaledToWidth(room, Qt::SmoothTransformation)
                                  : shot.image);
    pixmap.setDevicePixelRatio(ratio);
    shot.picture->setPixmap(pixmap);
    // Else the window could not become narrower than the picture.
    shot.picture->setMinimumWidth(1);
}

} // namespace pierhead::desktop

#include "importbanner.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace pierhead::desktop {

namespace {

constexpr int bannerIconExtent = 24;

} // namespace

ImportBanner::ImportBanner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("importBanner"));
    setProperty("look", QStringLiteral("banner"));
    m_text->setObjectName(QStringLiteral("importText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QStringLiteral("chooseImport"));
    choose->setAccessibleName(tr("Choose what to import from Docker Desktop"));
    choose->setProperty("look", QStringLiteral("primary"));
    connect(choose, &QPushButton::clicked, this, &ImportBanner::chooseRequested);
    auto *decline = new QPushButton(tr("Not now"), this);
    decline->setObjectName(QStringLiteral("declineImport"));
    connect(decline, &QPushButton::clicked, this, &ImportBanner::declined);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(decline, 0, Qt::AlignVCenter);
    layout->addWidget(choose, 0, Qt::AlignVCenter);
    connect(&theme, &Theme::changed, this, &ImportBanner::refreshIcon);
    refreshIcon();
    hide();
}

void ImportBanner::setCount(int count)
{
    m_count = count;
    m_text->setText(
        count == 1
            ? tr("Docker Desktop has 1 extension that is not installed here.")
            : tr("Docker Desktop has %1 extensions that are not installed here.").arg(count));
    setVisible(m_isUsable && m_count > 0);
}

void ImportBanner::setUsable(bool usable)
{
    m_isUsable = usable;
    setVisible(m_isUsable && m_count > 0);
}

void ImportBanner::refreshIcon()
{
    m_icon->setPixmap(m_theme.icon(QStringLiteral("install"), ColorRole::Accent)
                          .pixmap(QSize(bannerIconExtent, bannerIconExtent), devicePixelRatioF()));
}

} // namespace pierhead::desktop

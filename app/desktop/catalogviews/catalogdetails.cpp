#include "catalogdetails.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/engineviews/detailheader.h>
#include <app/desktop/extensionicon.h>

#include <QFormLayout>
#include <QShortcut>

namespace pierhead::desktop {

namespace {

constexpr int detailIconExtent = 64;
/// Longer ones take long to lay out, and nobody reads them here.
constexpr qsizetype longestText = 20'000;
constexpr qsizetype longestLinkText = 48;

QLabel *foreignText(const QString &text, QWidget *parent)
{
    const QString shown = text.size() > longestText ? text.left(longestText) + QChar(0x2026) : text;
    auto *label = new QLabel(shown, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// What a link says, with where it leads: that is all that can be trusted.
QString linkText(const catalog::CatalogLink &link)
{
    QString text = singleLine(link.text);
    if (text.size() > longestLinkText) {
        text = text.left(longestLinkText) + QChar(0x2026);
    }
    const QString host = link.url.host();
    const QString whole = text.isEmpty() ? host : QStringLiteral("%1 (%2)").arg(text, host);
    return QString(whole).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

CatalogDetails::CatalogDetails(const Theme &theme,
                               PictureLoader &pictures,
                               catalog::CatalogEntry entry,
                               QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_entry(std::move(entry))
    , m_header(new DetailHeader(theme, tr("Back to the catalogs"), this))
    , m_install(m_header->addButton(
          {}, QStringLiteral("install"), ColorRole::AccentText, QStringLiteral("detailInstall")))
    , m_icon(new QLabel(this))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("catalogDetails"));
    setAccessibleName(singleLine(m_entry.title));
    m_header->setName(m_entry.title);
    m_header->setNote(m_entry.vendor.isEmpty() ? tr("Unknown provider") : m_entry.vendor);
    m_install->setProperty("look", QStringLiteral("primary"));
    connect(m_install, &QPushButton::clicked, this, &CatalogDetails::installRequested);
    connect(m_header, &DetailHeader::backRequested, this, &CatalogDetails::backRequested);
    auto *back = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, &CatalogDetails::backRequested);

    m_icon->setFixedSize(detailIconExtent, detailIconExtent);
    auto *summary = new QHBoxLayout;
    summary->setSpacing(16);
    summary->addWidget(m_icon, 0, Qt::AlignTop);
    summary->addWidget(foreignText(m_entry.description, this), 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(16);
    m_layout->addWidget(m_header);
    m_layout->addLayout(summary);
    addFacts();
    addLinks();
    addSection({}, m_entry.detailedDescription, QStringLiteral("detailText"));
    addSection(tr("What is new in %1").arg(singleLine(m_entry.tag)),
               m_entry.changelog,
               QStringLiteral("detailChangelog"));
    auto *screenshots = new ScreenshotList(pictures, this);
    m_layout->addWidget(screenshots);
    m_layout->addStretch(1);
    screenshots->setScreenshots(m_entry.screenshots);
    connect(&theme, &Theme::changed, this, &CatalogDetails::showIcon);
    showIcon();
    if (!m_entry.icon.isEmpty()) {
        const int pixels = qRound(detailIconExtent * devicePixelRatioF());
        pictures.load(m_entry.icon, pixels, this, [this](const QImage &image) {
            m_image = image;
            showIcon();
        });
    }
}

void CatalogDetails::setOffer(CatalogOffer offer)
{
    const bool hasButton = offer == CatalogOffer::Install || offer == CatalogOffer::Update;
    const QString text = offerText(offer, m_entry);
    m_install->setVisible(hasButton);
    m_install->setText(text);
    m_header->setState(hasButton ? QString() : text,
                       offer == CatalogOffer::Installed ? QStringLiteral("success")
                                                        : QStringLiteral("warning"));
}

void CatalogDetails::addSection(const QString &heading, const QString &text, const QString &name)
{
    if (text.isEmpty()) {
        return;
    }
    if (!heading.isEmpty()) {
        auto *title = new QLabel(heading, this);
        title->setTextFormat(Qt::PlainText);
        title->setProperty("look", QStringLiteral("title"));
        m_layout->addWidget(title);
    }
    QLabel *label = foreignText(text, this);
    label->setObjectName(name);
    m_layout->addWidget(label);
}

void CatalogDetails::addLinks()
{
    std::vector<catalog::CatalogLink> links = m_entry.additionalUrls;
    if (!m_entry.publisherUrl.isEmpty()) {
        links.insert(links.begin(), {tr("Web site of the provider"), m_entry.publisherUrl});
    }
    for (const catalog::CatalogLink &link : links) {
        auto *button = new QPushButton(linkText(link), this);
        button->setObjectName(QStringLiteral("detailLink"));
        button->setProperty("look", QStringLiteral("link"));
        button->setToolTip(plainToolTip(link.url.toDisplayString()));
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, url = link.url] {
            Q_EMIT linkRequested(url);
        });
        m_layout->addWidget(button);
    }
}

void CatalogDetails::addFacts()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(4);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this, form](const QString &what, const QString &value) {
        if (!value.isEmpty()) {
            auto *label = new QLabel(what, this);
            label->setTextFormat(Qt::PlainText);
            label->setProperty("look", QStringLiteral("muted"));
            form->addRow(label, foreignText(value, this));
        }
    };
    const QString separator = QStringLiteral(", ");
    add(tr("Image"), m_entry.reference());
    add(tr("Categories"), m_entry.categories.join(separator));
    add(tr("Platforms"), m_entry.platforms.join(separator));
    add(tr("API version"), m_entry.apiVersion);
    add(tr("Catalog"), m_entry.catalog);
    m_layout->addLayout(form);
}

void CatalogDetails::showIcon()
{
    m_icon->setPixmap(iconPixmap(m_image,
                                 singleLine(m_entry.title),
                                 detailIconExtent,
                                 devicePixelRatioF(),
                                 m_theme.scheme()));
}

} // namespace pierhead::desktop

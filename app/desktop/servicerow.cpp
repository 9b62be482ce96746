#include "servicerow.h"

#include "backendstatus.h"
#include "displaytext.h"
#include "loghighlighter.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int serviceDotExtent = 10;

QString usageText(const backend::ServiceUsage &usage)
{
    const QLocale locale;
    const QString memory = locale.formattedDataSize(usage.memory, 1, QLocale::DataSizeIecFormat);
    if (!usage.cpuPercent) {
        return memory;
    }
    return ServiceRow::tr("CPU %1 %  ·  %2")
        .arg(locale.toString(*usage.cpuPercent, 'f', 1), memory);
}

QPixmap dot(const QColor &color, qreal ratio)
{
    QPixmap pixmap(QSize(serviceDotExtent, serviceDotExtent) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, serviceDotExtent - 2, serviceDotExtent - 2));
    return pixmap;
}

} // namespace

ServiceRow::ServiceRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_check(new QCheckBox(this))
    , m_state(new QLabel(this))
    , m_usage(new QLabel(this))
    , m_reason(new QLabel(this))
{
    m_check->setObjectName(QStringLiteral("serviceShown"));
    m_check->setChecked(true);
    m_check->setIconSize(QSize(serviceDotExtent, serviceDotExtent));
    m_check->setToolTip(tr("Show the lines of this service"));
    m_state->setObjectName(QStringLiteral("serviceState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setProperty("look", QStringLiteral("tone"));
    m_usage->setObjectName(QStringLiteral("serviceUsage"));
    m_usage->setTextFormat(Qt::PlainText);
    m_usage->setProperty("look", QStringLiteral("muted"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setProperty("look", QStringLiteral("muted"));
    constexpr int indent = 27; // under the name
    auto *below = new QVBoxLayout;
    below->setContentsMargins(indent, 0, 0, 0);
    below->setSpacing(0);
    below->addWidget(m_state);
    below->addWidget(m_usage);
    below->addWidget(m_reason);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_check);
    layout->addLayout(below);
    connect(m_check, &QCheckBox::toggled, this, &ServiceRow::toggled);
    connect(&theme, &Theme::changed, this, &ServiceRow::refreshIcon);
    setUsage(std::nullopt);
}

void ServiceRow::setService(const backend::ServiceState &service)
{
    m_name = service.name;
    // An ampersand in a button's text would be a shortcut.
    m_check->setText(singleLine(service.name).replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_state->setText(conditionText(service.condition));
    m_state->setProperty("tone", conditionTone(service.condition));
    m_state->style()->unpolish(m_state);
    m_state->style()->polish(m_state);
    m_reason->setText(singleLine(service.reason.inLocal()));
    m_reason->setVisible(!service.reason.isEmpty());
    refreshIcon();
}

void ServiceRow::setUsage(const std::optional<backend::ServiceUsage> &usage)
{
    m_usage->setVisible(usage.has_value());
    m_usage->setText(usage ? usageText(*usage) : QString());
}

void ServiceRow::refreshIcon()
{
    // The colour that its name has in the lines.
    m_check->setIcon(dot(m_theme.color(LogHighlighter::colorOf(m_name)), devicePixelRatioF()));
}

} // namespace pierhead::desktop

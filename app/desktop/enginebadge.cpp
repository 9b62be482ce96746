#include "enginebadge.h"

#include "displaytext.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace pierhead::desktop {

namespace {

constexpr int badgeDotExtent = 10;
constexpr int arrowExtent = 20;

} // namespace

EngineBadge::EngineBadge(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_dot(new QLabel(this))
    , m_name(new ElidedLabel({}, this))
    , m_detail(new ElidedLabel({}, this))
    , m_arrow(new QLabel(this))
{
    setObjectName(QStringLiteral("engineBadge"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (QLabel *label :
         {m_dot, static_cast<QLabel *>(m_name), static_cast<QLabel *>(m_detail), m_arrow}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_dot->setFixedSize(badgeDotExtent, badgeDotExtent);
    m_arrow->setFixedSize(arrowExtent, arrowExtent);
    m_detail->setProperty("look", QStringLiteral("muted"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_name);
    texts->addWidget(m_detail);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 12, 16, 12);
    layout->setSpacing(16);
    layout->addWidget(m_dot);
    layout->addLayout(texts, 1);
    layout->addWidget(m_arrow);
    connect(&theme, &Theme::changed, this, &EngineBadge::paintDot);
    setStatus({});
}

void EngineBadge::setStatus(const EngineStatus &status)
{
    m_status = status;
    QString state;
    switch (status.kind) {
    case EngineStatus::Kind::Searching:
        m_name->setLine(tr("Container engine"));
        state = tr("Looking for one…");
        break;
    case EngineStatus::Kind::Ready:
        m_name->setLine(status.name);
        state = status.version;
        break;
    case EngineStatus::Kind::Lost:
        m_name->setLine(status.name);
        state = tr("Not reachable");
        break;
    case EngineStatus::Kind::Failed:
        m_name->setLine(tr("No engine"));
        state = tr("Not reachable");
        break;
    }
    m_detail->setLine(state);
    setAccessibleName(tr("Engine: %1, %2").arg(m_name->text(), state));
    QString tip = accessibleName() + QLatin1Char('\n') + tr("Click to use another (Ctrl+E)");
    if (!status.address.isEmpty()) {
        tip += QLatin1Char('\n') + tr("%1, from %2").arg(status.address, status.origin);
    }
    setToolTip(plainToolTip(tip));
    paintDot();
}

void EngineBadge::setCompact(bool compact)
{
    m_name->setVisible(!compact);
    m_detail->setVisible(!compact);
    m_arrow->setVisible(!compact);
    layout()->setContentsMargins(compact ? 23 : 20, 12, compact ? 0 : 16, 12);
}

void EngineBadge::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (underMouse() || isDown()) {
        painter.fillRect(rect(), m_theme.color(ColorRole::SidebarHover));
    }
    painter.fillRect(0, 0, width(), 1, m_theme.color(ColorRole::Border));
    if (hasFocus() && m_showsFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(ColorRole::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 5, -4, -4), 7, 7);
    }
}

void EngineBadge::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void EngineBadge::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    m_showsFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

void EngineBadge::paintDot()
{
    ColorRole role = ColorRole::BorderStrong;
    if (m_status.kind == EngineStatus::Kind::Ready) {
        role = ColorRole::Success;
    } else if (m_status.kind != EngineStatus::Kind::Searching) {
        role = ColorRole::Danger;
    }
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(qRound(badgeDotExtent * ratio), qRound(badgeDotExtent * ratio));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(role));
    painter.drawEllipse(0, 0, badgeDotExtent, badgeDotExtent);
    painter.end();
    m_dot->setPixmap(pixmap);
    m_arrow->setPixmap(m_theme.icon(QStringLiteral("up"), ColorRole::Muted)
                           .pixmap(QSize(arrowExtent, arrowExtent), ratio));
}

} // namespace pierhead::desktop

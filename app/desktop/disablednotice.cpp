#include "disablednotice.h"

#include <QHBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int noticeIconExtent = 24;

} // namespace

DisabledNotice::DisabledNotice(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_enable(new QPushButton(tr("Enable extensions"), this))
{
    setObjectName(QStringLiteral("disabledNotice"));
    setProperty("look", QStringLiteral("banner"));
    setProperty("tone", QStringLiteral("warning"));
    auto *title = new QLabel(tr("Extensions are disabled"), this);
    title->setProperty("look", QStringLiteral("title"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_enable->setObjectName(QStringLiteral("enableExtensions"));
    m_enable->setProperty("look", QStringLiteral("primary"));
    connect(m_enable, &QPushButton::clicked, this, &DisabledNotice::enableRequested);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(title);
    texts->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(m_enable, 0, Qt::AlignVCenter);
    connect(&theme, &Theme::changed, this, &DisabledNotice::refreshIcon);
    refreshIcon();
    hide();
}

void DisabledNotice::setSwitch(const policy::ExtensionSwitch &state)
{
    const bool isUsers = state.lockedBy.isEmpty();
    m_text->setText(isUsers
                        ? tr("They have no tab, their backends do not run, and none is installed. "
                             "What is installed stays.")
                        : tr("The administrator of this machine has disabled them, by the rule "
                             "extensions.enabled in %1.")
                              .arg(state.lockedBy));
    m_enable->setVisible(isUsers);
    setVisible(!state.isOn);
}

void DisabledNotice::refreshIcon()
{
    m_icon->setPixmap(m_theme.icon(QStringLiteral("warning"), ColorRole::Warning)
                          .pixmap(QSize(noticeIconExtent, noticeIconExtent), devicePixelRatioF()));
}

} // namespace pierhead::desktop

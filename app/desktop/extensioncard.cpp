#include "extensioncard.h"

#include "displaytext.h"
#include "extensionicon.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int cardIconExtent = 48;

QString engineText(const QString &engine, const QString &currentEngine)
{
    if (engine == QStringLiteral("embedded")) {
        return ExtensionCard::tr("Embedded engine");
    }
    if (engine == currentEngine) {
        return ExtensionCard::tr("This engine");
    }
    constexpr qsizetype shown = 36;
    return engine.size() > shown ? QChar(0x2026) + engine.right(shown) : engine;
}

} // namespace

ExtensionCard::ExtensionCard(const Theme &theme, QString key, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_key(std::move(key))
    , m_icon(new QLabel(this))
    , m_title(new ElidedLabel({}, this))
    , m_provider(new ElidedLabel({}, this))
    , m_reference(new ElidedLabel({}, this))
    , m_noBackend(new Chip(this))
    , m_engine(new Chip(this))
    , m_disabled(new Chip(this))
    , m_newer(new Chip(this))
    , m_update(new QPushButton(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_enable(new QPushButton(tr("Enable"), this))
    , m_remove(new QPushButton(tr("Remove…"), this))
    , m_more(new QPushButton(tr("More"), this))
    , m_menu(new QMenu(m_more))
    , m_rollBack(m_menu->addAction(tr("Roll back…")))
    , m_backend(new BackendBar(theme, this))
    , m_line(new QFrame(this))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setProperty("look", QStringLiteral("card"));
    m_icon->setFixedSize(cardIconExtent, cardIconExtent);
    m_title->setProperty("look", QStringLiteral("title"));
    m_provider->setProperty("look", QStringLiteral("muted"));
    m_reference->setProperty("look", QStringLiteral("muted"));
    m_reference->setElideMode(Qt::ElideMiddle);
    m_update->setObjectName(QStringLiteral("update"));
    m_update->setProperty("look", QStringLiteral("primary"));
    m_update->hide();
    m_newer->setObjectName(QStringLiteral("newerVersion"));
    m_newer->hide();
    m_open->setObjectName(QStringLiteral("open"));
    m_enable->setObjectName(QStringLiteral("enable"));
    m_enable->setProperty("look", QStringLiteral("primary"));
    m_disabled->setObjectName(QStringLiteral("disabledState"));
    m_disabled->setState(tr("Disabled"), QStringLiteral("warning"));
    m_remove->setObjectName(QStringLiteral("remove"));
    m_remove->setProperty("look", QStringLiteral("danger"));
    m_more->setObjectName(QStringLiteral("more"));
    theme.decorate(m_more, QStringLiteral("down"), ColorRole::Text);
    m_more->hide();
    m_rollBack->setObjectName(QStringLiteral("rollBack"));

    auto *chips = new QHBoxLayout;
    chips->setSpacing(8);
    chips->addWidget(m_disabled);
    chips->addWidget(m_noBackend);
    chips->addWidget(m_engine);
    chips->addWidget(m_newer);
    chips->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_provider);
    texts->addWidget(m_reference);
    texts->addSpacing(6);
    texts->addLayout(chips);
    auto *what = new QHBoxLayout;
    what->setSpacing(16);
    what->addWidget(m_icon, 0, Qt::AlignTop);
    what->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_update);
    buttons->addWidget(m_open);
    buttons->addWidget(m_enable);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_more);
    m_layout->setSpacing(16);
    m_layout->addLayout(what, 1);
    m_layout->addLayout(buttons);
    m_noBackend->setState(statusText({}), statusTone({}));
    m_line->setProperty("look", QStringLiteral("line"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(m_layout);
    layout->addWidget(m_line);
    layout->addWidget(m_backend);
    connect(m_backend, &BackendBar::logsRequested, this, &ExtensionCard::logsRequested);
    connect(m_backend, &BackendBar::requested, this, &ExtensionCard::actionRequested);
    connect(m_update, &QPushButton::clicked, this, &ExtensionCard::updateRequested);
    connect(m_open, &QPushButton::clicked, this, &ExtensionCard::openRequested);
    connect(m_enable, &QPushButton::clicked, this, &ExtensionCard::enableRequested);
    connect(m_remove, &QPushButton::clicked, this, &ExtensionCard::removeRequested);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    connect(m_rollBack, &QAction::triggered, this, &ExtensionCard::rollBackRequested);
}

void ExtensionCard::setRow(const ExtensionRow &row, const QString &currentEngine)
{
    const extensions::InstalledExtension &extension = row.extension;
    const QString title = singleLine(extension.displayTitle());
    m_icon->setPixmap(extensionPixmap(
        extension.iconPath(), title, cardIconExtent, devicePixelRatioF(), m_theme.scheme()));
    m_title->setLine(title);
    m_provider->setLine(extension.labels.vendor.isEmpty() ? tr("Unknown provider")
                                                          : extension.labels.vendor);
    m_reference->setLine(extension.reference);
    const bool hasBackend = row.backend.kind != BackendStatus::Kind::None;
    m_noBackend->setVisible(!hasBackend);
    m_line->setVisible(hasBackend);
    m_backend->setVisible(hasBackend);
    m_backend->setStatus(title, row.backend);
    const bool isElsewhere = !currentEngine.isEmpty() && extension.engine != currentEngine;
    m_engine->setState(engineText(extension.engine, currentEngine),
                       isElsewhere ? QStringLiteral("accent") : QStringLiteral("neutral"));
    m_engine->setToolTip(plainToolTip(tr("Installed on %1").arg(extension.engine)));
    m_hasTab = extension.manifest.tab.has_value();
    m_isDisabled = row.isDisabled;
    m_disabled->setVisible(m_isDisabled);
    m_open->setVisible(!m_isDisabled);
    m_enable->setVisible(m_isDisabled);
    m_open->setAccessibleName(tr("Open %1").arg(title));
    m_enable->setAccessibleName(tr("Enable %1").arg(title));
    m_remove->setAccessibleName(tr("Remove %1").arg(title));
    m_more->setAccessibleName(tr("More for %1").arg(title));
    m_more->setVisible(row.former.has_value());
    m_open->setToolTip(m_hasTab ? QString() : tr("This extension has no page"));
    setAccessibleName(title);
    setBusy(m_isBusy);
}

void ExtensionCard::setBusy(bool busy)
{
    m_isBusy = busy;
    m_open->setEnabled(m_hasTab && m_isUsable && !busy);
    m_update->setEnabled(m_isUsable && !busy);
    m_enable->setEnabled(m_isUsable && !busy);
    m_remove->setEnabled(!busy);
    m_backend->setEnabled(m_isUsable && !m_isDisabled && !busy);
    m_more->setEnabled(m_isUsable && !busy);
    m_remove->setText(busy ? tr("Removing…") : tr("Remove…"));
}

void ExtensionCard::setUsable(bool usable)
{
    m_isUsable = usable;
    setBusy(m_isBusy);
}

void ExtensionCard::setAction(std::optional<BackendAction> action)
{
    m_backend->setCurrent(action);
}

void ExtensionCard::setUpdate(const QString &version)
{
    m_update->setText(tr("Update to %1").arg(singleLine(version)));
    m_update->setAccessibleName(tr("Update %1 to %2").arg(m_title->text(), singleLine(version)));
    m_update->setVisible(!version.isEmpty());
    m_newer->setState(tr("%1 is available").arg(version), QStringLiteral("accent"));
    m_newer->setVisible(!version.isEmpty());
}

void ExtensionCard::setCompact(bool compact)
{
    m_backend->setCompact(compact);
    m_layout->setDirection(compact ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace pierhead::desktop

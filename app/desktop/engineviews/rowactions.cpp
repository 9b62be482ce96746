#include "rowactions.h"

#include <QHBoxLayout>

namespace pierhead::desktop {

namespace {

struct Look
{
    QString icon; ///< also the object name, with "row-" before it
    ColorRole color;
    QString text; ///< %1 is the entry's name
};

Look lookOf(RowAction action)
{
    switch (action) {
    case RowAction::Start:
        return {QStringLiteral("start"), ColorRole::Text, RowActions::tr("Start %1")};
    case RowAction::Stop:
        return {QStringLiteral("stop"), ColorRole::Text, RowActions::tr("Stop %1")};
    case RowAction::Restart:
        return {QStringLiteral("reload"), ColorRole::Text, RowActions::tr("Restart %1")};
    case RowAction::Remove:
        return {QStringLiteral("remove"), ColorRole::Danger, RowActions::tr("Remove %1…")};
    }
    Q_UNREACHABLE();
}

} // namespace

RowActions::RowActions(const Theme &theme, const std::vector<RowAction> &offered, QWidget *parent)
    : QWidget(parent)
{
    setProperty("look", QStringLiteral("clear"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(2);
    layout->addStretch(1);
    for (const RowAction action : offered) {
        const Look look = lookOf(action);
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("row-") + look.icon);
        theme.decorate(button, look.icon, look.color);
        connect(button, &QToolButton::clicked, this, [this, action] { Q_EMIT triggered(action); });
        layout->addWidget(button);
        m_buttons.push_back({action, button});
    }
}

void RowActions::setEntry(const Entry &entry, bool isBusy)
{
    for (const Button &button : m_buttons) {
        const QString text = lookOf(button.action).text.arg(entry.name());
        button.button->setToolTip(text);
        button.button->setAccessibleName(text);
        const bool isForActive =
            button.action == RowAction::Stop || button.action == RowAction::Restart;
        button.button->setEnabled(!isBusy && (!isForActive || entry.isActive));
        if (button.action == RowAction::Start || button.action == RowAction::Stop) {
            button.button->setVisible((button.action == RowAction::Stop) == entry.isActive);
        }
    }
}

} // namespace pierhead::desktop

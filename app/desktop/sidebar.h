#pragma once

#include "enginebadge.h"
#include "extensionmodel.h"
#include "sidebarbutton.h"

#include <QFrame>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// The left side of the window: "Extensions", a tab for each installed extension that has a page,
/// and the engine. Up, Down, Home and End move the focus; Space and Return open.
class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    Sidebar(const Theme &theme, const ExtensionModel &model, QWidget *parent);

    /// An extension's id, or empty for the Extensions page. Does not emit.
    void setCurrent(const QString &key);
    void setEngine(const EngineStatus &status);
    void setCompact(bool compact);

    /// Where a list of engines opens: its lower left corner on the screen.
    [[nodiscard]] QPoint engineCorner() const;

    /// Empty, then the ids of the tabs, from top to bottom.
    [[nodiscard]] QStringList keys() const;

Q_SIGNALS:
    void selected(const QString &key);
    void engineRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Tab
    {
        QString key;
        SidebarButton *button;
    };

    void rebuild();
    void refreshIcons();
    SidebarButton *makeButton(const QString &key);
    void moveFocus(const QObject *from, int key);

    const Theme &m_theme;
    const ExtensionModel &m_model;
    QVBoxLayout *m_list = nullptr;
    EngineBadge *m_engine;
    std::vector<Tab> m_tabs;
    QString m_current;
    QString m_engineKey;
    bool m_isCompact = false;
};

} // namespace pierhead::desktop

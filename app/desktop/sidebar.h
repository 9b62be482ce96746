#pragma once

#include "enginebadge.h"
#include "extensionmodel.h"
#include "sidebarbutton.h"

#include <bridge/core/navigationtarget.h>

#include <QButtonGroup>
#include <QFrame>
#include <QVBoxLayout>

#include <optional>

namespace pierhead::desktop {

/// The left side of the window: "Extensions", a tab for each installed extension that has a page,
/// the lists of what is on the engine, and the engine. Up, Down, Home and End move the focus; Space
/// and Return open.
class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    Sidebar(const Theme &theme, const ExtensionModel &model, QWidget *parent);

    /// An extension's id, or empty for the Extensions page. Does not emit.
    void setCurrent(const QString &key);
    /// Containers, Images or Volumes. Does not emit.
    void setCurrentView(bridge::NavigationTarget::View view);
    void setEngine(const EngineStatus &status);
    void setCompact(bool compact);
    /// Without, "Extensions" is the only one.
    void setTabsShown(bool areShown);

    /// Where a list of engines opens: its lower left corner on the screen.
    [[nodiscard]] QPoint engineCorner() const;

    /// Empty, then the ids of the tabs, from top to bottom.
    [[nodiscard]] QStringList keys() const;

Q_SIGNALS:
    void selected(const QString &key);
    void viewSelected(pierhead::bridge::NavigationTarget::View view);
    void engineRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Tab
    {
        QString key;
        SidebarButton *button;
    };

    struct View
    {
        bridge::NavigationTarget::View view;
        QString icon;
        SidebarButton *button;
    };

    [[nodiscard]] QWidget *makeViews();
    void rebuild();
    void refreshIcons();
    SidebarButton *makeButton(const QString &key);
    /// Within the list that the button is in.
    void moveFocus(const QObject *from, int key);

    const Theme &m_theme;
    const ExtensionModel &m_model;
    QVBoxLayout *m_list = nullptr;
    EngineBadge *m_engine;
    QButtonGroup *m_buttons; ///< one of them is checked
    std::vector<Tab> m_tabs;
    std::vector<View> m_views;
    QString m_current;
    std::optional<bridge::NavigationTarget::View> m_currentView;
    QString m_engineKey;
    bool m_isCompact = false;
    bool m_areTabsShown = true;
};

} // namespace pierhead::desktop

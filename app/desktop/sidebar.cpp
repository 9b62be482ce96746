#include "sidebar.h"

#include "extensionicon.h"

#include <QKeyEvent>
#include <QScrollArea>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int wideWidth = 232;
constexpr int compactWidth = 56;
constexpr int sidebarIconExtent = 24;

bool isMove(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
}

} // namespace

Sidebar::Sidebar(const Theme &theme, const ExtensionModel &model, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_model(model)
    , m_engine(new EngineBadge(theme, this))
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Tabs"));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("sidebarScroll"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("sidebarList"));
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(8, 16, 8, 8);
    m_list->setSpacing(4);
    m_list->addStretch(1);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeViews());
    layout->addWidget(m_engine);

    SidebarButton *home = makeButton({});
    home->setObjectName(QStringLiteral("extensionsTab"));
    home->setTitle(tr("Extensions"));
    home->setChecked(true);

    connect(m_engine, &QAbstractButton::clicked, this, &Sidebar::engineRequested);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &Sidebar::rebuild);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &Sidebar::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this, &Sidebar::rebuild);
    connect(&theme, &Theme::changed, this, &Sidebar::refreshIcons);
    setCompact(false);
    rebuild();
}

void Sidebar::setCurrent(const QString &key)
{
    m_current = key;
    m_currentView.reset();
    for (const Tab &tab : m_tabs) {
        if (tab.key == key) {
            tab.button->setChecked(true);
        }
    }
}

void Sidebar::setCurrentView(bridge::NavigationTarget::View view)
{
    m_currentView = view;
    for (const View &known : m_views) {
        if (known.view == view) {
            known.button->setChecked(true);
        }
    }
}

void Sidebar::setEngine(const EngineStatus &status)
{
    m_engine->setStatus(status);
    m_engineKey = status.address;
    rebuild();
}

void Sidebar::setCompact(bool compact)
{
    m_isCompact = compact;
    setFixedWidth(compact ? compactWidth : wideWidth);
    m_engine->setCompact(compact);
    for (const Tab &tab : m_tabs) {
        tab.button->setCompact(compact);
    }
    for (const View &view : m_views) {
        view.button->setCompact(compact);
    }
}

void Sidebar::setTabsShown(bool areShown)
{
    m_areTabsShown = areShown;
    rebuild();
}

QPoint Sidebar::engineCorner() const
{
    constexpr int inset = 8;
    return m_engine->mapToGlobal(QPoint(inset, 0));
}

QStringList Sidebar::keys() const
{
    QStringList keys;
    for (const Tab &tab : m_tabs) {
        keys.append(tab.key);
    }
    return keys;
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        if (isMove(key)) {
            moveFocus(watched, key);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            static_cast<SidebarButton *>(watched)->click();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void Sidebar::rebuild()
{
    // The buttons of tabs that stay are kept: the focus is in one of them, perhaps.
    std::vector<Tab> former(m_tabs.begin() + 1, m_tabs.end());
    m_tabs.resize(1);
    for (const ExtensionRow &row : m_model.rows()) {
        if (!row.extension.manifest.tab || !m_areTabsShown || row.isDisabled) {
            continue;
        }
        const auto known = std::find_if(
            former.begin(), former.end(), [&row](const Tab &tab) { return tab.key == row.key(); });
        SidebarButton *button = nullptr;
        if (known == former.end()) {
            button = makeButton(row.key());
        } else {
            button = known->button;
            m_tabs.push_back(*known);
            former.erase(known);
        }
        const bool isElsewhere = !m_engineKey.isEmpty() && row.extension.engine != m_engineKey;
        button->setTitle(row.extension.displayTitle(),
                         isElsewhere ? tr("On the engine %1").arg(row.extension.engine)
                                     : QString());
        m_list->removeWidget(button);
        m_list->insertWidget(static_cast<int>(m_tabs.size()) - 1, button);
    }
    for (const Tab &gone : former) {
        gone.button->hide();
        gone.button->deleteLater();
    }
    for (std::size_t place = 1; place < m_tabs.size(); ++place) {
        setTabOrder(m_tabs.at(place - 1).button, m_tabs.at(place).button);
    }
    QWidget *before = m_tabs.back().button;
    for (const View &view : m_views) {
        setTabOrder(before, view.button);
        before = view.button;
    }
    setTabOrder(before, m_engine);
    if (!m_currentView) {
        setCurrent(m_current);
    }
    refreshIcons();
}

void Sidebar::refreshIcons()
{
    m_tabs.front().button->setIcon(m_theme.icon(QStringLiteral("extensions"), ColorRole::Accent));
    for (const View &view : m_views) {
        view.button->setIcon(m_theme.icon(view.icon, ColorRole::Muted));
    }
    for (const Tab &tab : m_tabs) {
        if (const ExtensionRow *row = m_model.find(tab.key)) {
            tab.button->setIcon(extensionPixmap(row->extension.iconPath(),
                                                row->extension.displayTitle(),
                                                sidebarIconExtent,
                                                devicePixelRatioF(),
                                                m_theme.scheme()));
        }
    }
}

QWidget *Sidebar::makeViews()
{
    using Name = bridge::NavigationTarget::View;
    auto *views = new QWidget(this);
    views->setObjectName(QStringLiteral("sidebarViews"));
    auto *layout = new QVBoxLayout(views);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    const auto add = [this, views, layout](Name name, const QString &title, const QString &icon) {
        auto *button = new SidebarButton(m_theme, views);
        button->setObjectName(icon + QStringLiteral("View"));
        button->setTitle(title);
        button->installEventFilter(this);
        m_buttons->addButton(button);
        connect(button, &QAbstractButton::clicked, this, [this, name] {
            m_currentView = name;
            Q_EMIT viewSelected(name);
        });
        layout->addWidget(button);
        m_views.push_back({name, icon, button});
    };
    add(Name::Containers, tr("Containers"), QStringLiteral("containers"));
    add(Name::Images, tr("Images"), QStringLiteral("images"));
    add(Name::Volumes, tr("Volumes"), QStringLiteral("volumes"));
    return views;
}

SidebarButton *Sidebar::makeButton(const QString &key)
{
    auto *button = new SidebarButton(m_theme, m_list->parentWidget());
    button->setCompact(m_isCompact);
    button->installEventFilter(this);
    m_buttons->addButton(button);
    // clicked, not toggled: the current tab's button takes its user back to the page, too.
    connect(button, &QAbstractButton::clicked, this, [this, key] {
        m_current = key;
        m_currentView.reset();
        Q_EMIT selected(key);
    });
    m_list->insertWidget(static_cast<int>(m_tabs.size()), button);
    m_tabs.push_back({key, button});
    return button;
}

void Sidebar::moveFocus(const QObject *from, int key)
{
    std::vector<SidebarButton *> list;
    for (const View &view : m_views) {
        list.push_back(view.button);
    }
    if (std::find(list.begin(), list.end(), from) == list.end()) {
        list.clear();
        for (const Tab &tab : m_tabs) {
            list.push_back(tab.button);
        }
    }
    const int last = static_cast<int>(list.size()) - 1;
    int place = static_cast<int>(std::find(list.begin(), list.end(), from) - list.begin());
    switch (key) {
    case Qt::Key_Up:
        place = qMax(0, place - 1);
        break;
    case Qt::Key_Down:
        place = qMin(last, place + 1);
        break;
    case Qt::Key_Home:
        place = 0;
        break;
    default:
        place = last;
        break;
    }
    list.at(static_cast<std::size_t>(place))->setFocus(Qt::TabFocusReason);
}

} // namespace pierhead::desktop

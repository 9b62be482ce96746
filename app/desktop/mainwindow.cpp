#include "mainwindow.h"

#include "displaytext.h"
#include "removequestion.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMimeData>

namespace pierhead::desktop {

namespace {

constexpr int compactWindowBelow = 720;
constexpr QSize smallest(480, 360);
constexpr QSize usual(1200, 800);

/// The one local file or folder that is dragged; empty for everything else.
QString draggedPath(const QMimeData *mime)
{
    const QList<QUrl> urls = mime->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(WindowContext context)
    : m_context(context)
    , m_sidebar(new Sidebar(context.theme, context.model, this))
    , m_pages(new QStackedWidget(this))
    , m_page(new ExtensionsPage(context.theme,
                                context.model,
                                context.install,
                                context.catalogs,
                                context.updates,
                                m_pages))
    , m_toasts(new ToastStack(context.theme, m_pages))
    , m_desktop(*m_toasts, *this)
    , m_dropHint(new QLabel(tr("Drop to install"), m_pages))
    , m_tabActions(new QActionGroup(this))
{
    setMinimumSize(smallest);
    resize(usual);
    setAcceptDrops(true);
    m_dropHint->setObjectName(QStringLiteral("dropHint"));
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->hide();
    m_pages->addWidget(m_page);
    auto *central = new QWidget(this);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addWidget(m_pages, 1);
    setCentralWidget(central);
    makeMenus();

    connect(m_sidebar, &Sidebar::selected, this, [this](const QString &key) { open(key); });
    connect(
        m_page, &ExtensionsPage::openRequested, this, [this](const QString &key) { open(key); });
    connect(m_page, &ExtensionsPage::installFromFileRequested, this, &MainWindow::chooseFile);
    connect(m_page, &ExtensionsPage::installFromFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_page, &ExtensionsPage::loginRequested, this, &MainWindow::logIn);
    connect(m_page, &ExtensionsPage::removeRequested, this, [this](const QString &key) {
        if (const ExtensionRow *row = m_context.model.find(key)) {
            askToRemove(*row);
        }
    });
    connect(m_page, &ExtensionsPage::rollBackRequested, this, [this](const QString &key) {
        const ExtensionRow *row = m_context.model.find(key);
        if (row != nullptr && row->former) {
            askToRollBack(*row);
        }
    });
    connect(m_page, &ExtensionsPage::linkRequested, this, [this](const QUrl &url) {
        m_desktop.openExternal(url);
    });
    connectActions();
    connectEngines();
    connectNavigation();
    connect(&context.model, &QAbstractItemModel::rowsRemoved, this, &MainWindow::followModel);
    connect(&context.model, &QAbstractItemModel::dataChanged, this, &MainWindow::followModel);
    connect(&context.theme, &Theme::changed, this, [this] {
        if (webview::ExtensionViewFactory *factory = m_context.plugin.loaded()) {
            factory->setColorScheme(m_context.theme.scheme());
        }
    });
    connect(&context.install, &InstallFlow::refused, this, [this] {
        m_toasts->show(ToastStack::Kind::Warning,
                       tr("An install is under way. Wait for its end, or cancel it."));
    });
    refreshTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::open(const QString &key, const QString &query)
{
    if (m_tab && m_tab->key() == key && query.isEmpty()) {
        return;
    }
    leave();
    const ExtensionRow *row = m_context.model.find(key);
    if (row == nullptr || !row->extension.manifest.tab || !m_isOn || row->isDisabled) {
        m_pages->setCurrentWidget(m_page);
        m_sidebar->setCurrent({});
    } else {
        m_tab = new ExtensionTab({m_context.theme,
                                  m_context.engines,
                                  m_context.plugin,
                                  m_desktop,
                                  m_context.settings,
                                  m_zoom},
                                 *row,
                                 query,
                                 m_pages);
        m_pages->addWidget(m_tab);
        m_pages->setCurrentWidget(m_tab);
        m_sidebar->setCurrent(key);
    }
    m_tabActions->setEnabled(m_tab != nullptr);
    refreshTitle();
}

void MainWindow::leave()
{
    // A page lives as long as its tab is open: coming back starts it anew.
    delete m_tab.data();
    delete m_logs.data();
    delete m_enginePage.data();
    delete m_asking.data();
}

void MainWindow::setSwitch(const policy::ExtensionSwitch &state)
{
    m_isOn = state.isOn;
    m_sidebar->setTabsShown(m_isOn);
    m_page->setSwitch(state);
    if (!m_isOn && m_tab) {
        open({});
    }
}

void MainWindow::askToRemove(const ExtensionRow &row)
{
    const QString title = singleLine(row.extension.displayTitle());
    const QString detail =
        tr("Its tab, its backend's containers and network, and what its page stored are removed "
           "from the engine %1 and this machine.\n\nIts volumes and its image %2 stay.")
            .arg(row.extension.engine, singleLine(row.extension.reference));
    desktop::askToRemove({tr("Remove extension"), tr("Remove \"%1\"?").arg(title), detail},
                         m_context.theme,
                         this,
                         [this, key = row.key()] { Q_EMIT removeConfirmed(key); });
}

void MainWindow::quit()
{
    m_isQuitting = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_hidesOnClose && !m_isQuitting) {
        event->ignore();
        open({}); // nobody sees a page now
        hide();
        return;
    }
    if (m_isBusy) {
        event->ignore();
        Q_EMIT closeRequested();
        return;
    }
    leave();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_sidebar->setCompact(width() < compactWindowBelow);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedPath(event->mimeData()).isEmpty()) {
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    constexpr int inset = 16;
    m_dropHint->setGeometry(m_pages->rect().adjusted(inset, inset, -inset, -inset));
    m_dropHint->show();
    m_dropHint->raise();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_dropHint->hide();
    QMainWindow::dragLeaveEvent(event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    install(draggedPath(event->mimeData()));
}

void MainWindow::refreshTitle()
{
    const QString key = m_tab ? m_tab->key() : m_logs ? m_logs->key() : QString();
    const ExtensionRow *row = m_context.model.find(key);
    const QString program = QStringLiteral("Pierhead");
    if (row == nullptr) {
        setWindowTitle(m_enginePage ? m_enginePage->title() + QStringLiteral(" – ") + program
                                    : program);
        return;
    }
    const QString title = singleLine(row->extension.displayTitle());
    setWindowTitle((m_logs ? tr("Logs of %1").arg(title) : title) + QStringLiteral(" – ")
                   + program);
}

} // namespace pierhead::desktop

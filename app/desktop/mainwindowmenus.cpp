#include "mainwindow.h"

#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>

namespace pierhead::desktop {

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *installFile = file->addAction(tr("&Install from file…"));
    installFile->setShortcut(QKeySequence::Open);
    connect(installFile, &QAction::triggered, this, &MainWindow::chooseFile);
    QAction *installImage = file->addAction(tr("Install an i&mage…"));
    installImage->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(installImage, &QAction::triggered, this, &MainWindow::chooseImage);
    QAction *installFolder = file->addAction(tr("Install from f&older…"));
    installFolder->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(installFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    QAction *import = file->addAction(tr("Import from &Docker Desktop…"));
    import->setObjectName(QStringLiteral("importAction"));
    connect(import, &QAction::triggered, this, &MainWindow::importRequested);
    file->addSeparator();
    QAction *logIn = file->addAction(tr("&Log in to a registry…"));
    logIn->setObjectName(QStringLiteral("logInToRegistry"));
    connect(logIn, &QAction::triggered, this, [this] { this->logIn({}); });
    QAction *settings = file->addAction(tr("&Settings…"));
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    connect(settings, &QAction::triggered, this, &MainWindow::settingsRequested);
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quit, &QAction::triggered, this, &MainWindow::quit);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    makeTabActions(view);
    constexpr int tabShortcuts = 9;
    for (int place = 0; place < tabShortcuts; ++place) {
        auto *go = new QAction(this);
        go->setShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + place)));
        connect(go, &QAction::triggered, this, [this, place] {
            const QStringList keys = m_sidebar->keys();
            if (place < keys.size()) {
                open(keys.at(place));
            }
        });
        addAction(go);
    }
    view->addSeparator();
    using View = bridge::NavigationTarget::View;
    const auto addView = [this, view](const QString &text, int key, View target) {
        QAction *action = view->addAction(text);
        action->setShortcut(QKeySequence(static_cast<int>(Qt::CTRL | Qt::ALT) | key));
        connect(action, &QAction::triggered, this, [this, target] { openView(target); });
    };
    addView(tr("&Containers"), Qt::Key_1, View::Containers);
    addView(tr("&Images"), Qt::Key_2, View::Images);
    addView(tr("&Volumes"), Qt::Key_3, View::Volumes);
    view->addSeparator();
    QAction *engines = view->addAction(tr("Switch &engine…"));
    engines->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(engines, &QAction::triggered, this, &MainWindow::showEngines);
    makeThemeMenu(view->addMenu(tr("&Theme")));

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *about = help->addAction(tr("&About Pierhead"));
    connect(about, &QAction::triggered, this, [this] {
        auto *box = new QMessageBox(this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setWindowTitle(tr("About Pierhead"));
        box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
        box->setText(tr("Pierhead %1").arg(QApplication::applicationVersion()));
        box->setInformativeText(
            tr("A dashboard for Docker extensions, on the engine you already run."));
        box->open();
    });
}

void MainWindow::makeTabActions(QMenu *menu)
{
    m_tabActions->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    const auto add = [this, menu](const QString &text, const QList<QKeySequence> &keys) {
        QAction *action = menu->addAction(text);
        action->setShortcuts(keys);
        m_tabActions->addAction(action);
        return action;
    };
    connect(add(tr("&Reload tab"), {QKeySequence(Qt::CTRL | Qt::Key_R), QKeySequence(Qt::Key_F5)}),
            &QAction::triggered,
            this,
            [this] {
                if (m_tab) {
                    m_tab->reload();
                }
            });
    // The second one is the key of "+" without Shift.
    connect(add(tr("&Zoom in"),
                {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}),
            &QAction::triggered,
            &m_zoom,
            &PageZoom::enlarge);
    connect(add(tr("Zoom &out"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}),
            &QAction::triggered,
            &m_zoom,
            &PageZoom::shrink);
    connect(add(tr("Actual &size"), {QKeySequence(Qt::CTRL | Qt::Key_0)}),
            &QAction::triggered,
            &m_zoom,
            &PageZoom::reset);
    m_tabActions->setEnabled(false);
}

void MainWindow::makeThemeMenu(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    const auto add = [this, menu, group](const QString &text, Theme::Preference preference) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_context.theme.preference() == preference);
        group->addAction(action);
        connect(&m_context.theme, &Theme::changed, action, [this, action, preference] {
            action->setChecked(m_context.theme.preference() == preference);
        });
        connect(action, &QAction::triggered, this, [this, preference] {
            Q_EMIT themeChosen(preference);
        });
    };
    add(tr("&Follow the system"), Theme::Preference::System);
    add(tr("&Light"), Theme::Preference::Light);
    add(tr("&Dark"), Theme::Preference::Dark);
}

} // namespace pierhead::desktop

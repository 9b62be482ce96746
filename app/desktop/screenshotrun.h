#pragma once

#include "mainwindow.h"
#include "options.h"
#include "pagereport.h"

#include <QElapsedTimer>
#include <QTimer>

namespace pierhead::desktop {

/// `pierhead --screenshot`: waits until what is asked for is on the window, writes the picture, and
/// the report of the page where one is wanted, and tells how it went. It always ends.
class ScreenshotRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenshotRun)

public:
    ScreenshotRun(MainWindow &window,
                  EngineSession &engines,
                  const ExtensionModel &model,
                  Options options,
                  QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// An empty list is success; else what to write to standard error.
    void finished(const QStringList &problems);

private:
    void look();
    void lookAtPage(ExtensionTab *tab);
    [[nodiscard]] bool isSettled() const;
    void shoot();
    /// Whether a page that shows nothing may still show something.
    [[nodiscard]] bool mayBlankEnd();
    /// Empty, or that the report could not be written.
    [[nodiscard]] QStringList writeReport(const PageReport &report) const;
    /// The page was not shown, and that is its own fault.
    void failPage(const QString &reason, const QStringList &console);
    void giveUpTab(const ExtensionTab &tab);
    void giveUpWaiting(const ExtensionTab *tab);
    void giveUp(const QStringList &problems);
    void finish(const QStringList &problems);

    MainWindow &m_window;
    EngineSession &m_engines;
    const ExtensionModel &m_model;
    Options m_options;
    QTimer m_look;
    QElapsedTimer m_time;
    std::chrono::milliseconds m_limit; ///< for all of it
    bool m_isAsking = false;
    int m_blankLooks = 0;
    bool m_isFinished = false;
};

} // namespace pierhead::desktop

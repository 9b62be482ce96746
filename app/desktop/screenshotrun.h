#pragma once

#include "mainwindow.h"
#include "options.h"

#include <QElapsedTimer>
#include <QTimer>

namespace pierhead::desktop {

/// `pierhead --screenshot`: waits until what is asked for is on the window, writes the picture and
/// tells how it went. It always ends.
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
    void giveUp(const QStringList &problems);
    void finish(const QStringList &problems);

    MainWindow &m_window;
    EngineSession &m_engines;
    const ExtensionModel &m_model;
    Options m_options;
    QTimer m_look;
    QElapsedTimer m_time;
    bool m_isAsking = false;
    bool m_isFinished = false;
};

} // namespace pierhead::desktop

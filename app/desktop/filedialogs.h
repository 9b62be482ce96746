#pragma once

#include <bridge/core/filedialog.h>
#include <host/base/async.h>

#include <QFileDialog>
#include <QPointer>

namespace pierhead::desktop {

/// The file dialogs that pages ask for: the system's own where it has them, but Qt's for several
/// folders; one at a time.
class FileDialogs final
{
public:
    explicit FileDialogs(QWidget &window);

    /// bridge::DesktopPort::showOpenDialog
    [[nodiscard]] Task<Result<QStringList>> askToOpen(bridge::FileDialogOptions options,
                                                      StopToken stop);
    /// bridge::DesktopPort::showSaveDialog
    [[nodiscard]] Task<Result<QString>> askToSave(bridge::FileDialogOptions options,
                                                  StopToken stop);

private:
    [[nodiscard]] Task<Result<QStringList>> show(QFileDialog *dialog, StopToken stop);
    [[nodiscard]] Result<QFileDialog *> make(const bridge::FileDialogOptions &options,
                                             const QString &usualTitle);

    QWidget &m_window;
    QPointer<QFileDialog> m_open;
};

} // namespace pierhead::desktop

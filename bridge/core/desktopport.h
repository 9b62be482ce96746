#pragma once

#include "filedialog.h"
#include "navigationtarget.h"

#include <host/base/async.h>

#include <QUrl>

namespace pierhead::bridge {

/// What the bridge needs from the application; implemented in app/desktop.
class DesktopPort
{
public:
    enum class ToastKind {
        Success,
        Warning,
        Error,
    };

    virtual ~DesktopPort() = default;

    /// A short message in the window, plain text.
    virtual void showToast(ToastKind kind, const QString &message) = 0;
    /// The system's browser; the caller has checked that it is http or https.
    virtual void openExternal(const QUrl &url) = 0;
    /// Absolute paths of what was chosen; none where the dialog was left without a choice. A stop
    /// closes the dialog. Conflict where another dialog is open.
    [[nodiscard]] virtual Task<Result<QStringList>> showOpenDialog(FileDialogOptions options,
                                                                   StopToken stop) = 0;
    /// The same for a file to write, which need not exist; empty where none was chosen. An existing
    /// one is asked about.
    [[nodiscard]] virtual Task<Result<QString>> showSaveDialog(FileDialogOptions options,
                                                               StopToken stop) = 0;
    /// Opens the page, in place of the one that asks for it, which ends a moment later. What it
    /// names was there just now.
    virtual void navigate(const NavigationTarget &target) = 0;

protected:
    DesktopPort() = default;
    Q_DISABLE_COPY_MOVE(DesktopPort)
};

} // namespace pierhead::bridge

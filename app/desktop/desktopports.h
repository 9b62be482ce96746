#pragma once

#include "filedialogs.h"
#include "toaststack.h"

#include <bridge/core/desktopport.h>

#include <functional>

namespace pierhead::desktop {

/// What pages reach of the window.
class DesktopPorts final : public bridge::DesktopPort
{
public:
    DesktopPorts(ToastStack &toasts, QWidget &window);

    void showToast(ToastKind kind, const QString &message) override;
    void openExternal(const QUrl &url) override;
    [[nodiscard]] Task<Result<QStringList>> showOpenDialog(bridge::FileDialogOptions options,
                                                           StopToken stop) override;
    [[nodiscard]] Task<Result<QString>> showSaveDialog(bridge::FileDialogOptions options,
                                                       StopToken stop) override;

    void navigate(const bridge::NavigationTarget &target) override;

    /// Who opens the window's pages; before the first page of an extension.
    void setNavigator(std::function<void(const bridge::NavigationTarget &)> navigator);

private:
    ToastStack &m_toasts;
    FileDialogs m_dialogs;
    std::function<void(const bridge::NavigationTarget &)> m_navigator;
};

} // namespace pierhead::desktop

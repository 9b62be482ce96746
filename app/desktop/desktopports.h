#pragma once

#include "toaststack.h"

namespace pierhead::desktop {

/// What pages reach of the window.
class DesktopPorts final : public bridge::DesktopPort
{
public:
    explicit DesktopPorts(ToastStack &toasts);

    void showToast(ToastKind kind, const QString &message) override;
    void openExternal(const QUrl &url) override;

private:
    ToastStack &m_toasts;
};

} // namespace pierhead::desktop

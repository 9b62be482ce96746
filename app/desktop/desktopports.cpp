#include "desktopports.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

namespace pierhead::desktop {

DesktopPorts::DesktopPorts(ToastStack &toasts, QWidget &window)
    : m_toasts(toasts)
    , m_dialogs(window)
{ }

void DesktopPorts::showToast(ToastKind kind, const QString &message)
{
    m_toasts.show(kind, message, ToastStack::Origin::Page);
}

void DesktopPorts::openExternal(const QUrl &url)
{
    // The bridge has checked the scheme; what reaches the system is checked again.
    const bool isWeb =
        url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("http");
    if (!isWeb || !QDesktopServices::openUrl(url)) {
        m_toasts.show(ToastKind::Error,
                      QCoreApplication::translate("DesktopPorts", "%1 could not be opened")
                          .arg(url.toDisplayString()));
    }
}

Task<Result<QStringList>> DesktopPorts::showOpenDialog(bridge::FileDialogOptions options,
                                                       StopToken stop)
{
    return m_dialogs.askToOpen(std::move(options), std::move(stop));
}

Task<Result<QString>> DesktopPorts::showSaveDialog(bridge::FileDialogOptions options,
                                                   StopToken stop)
{
    return m_dialogs.askToSave(std::move(options), std::move(stop));
}

void DesktopPorts::navigate(const bridge::NavigationTarget &target)
{
    m_navigator(target);
}

void DesktopPorts::setNavigator(std::function<void(const bridge::NavigationTarget &)> navigator)
{
    m_navigator = std::move(navigator);
}

} // namespace pierhead::desktop

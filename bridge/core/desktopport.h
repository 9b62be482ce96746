#pragma once

#include <QString>
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

protected:
    DesktopPort() = default;
    Q_DISABLE_COPY_MOVE(DesktopPort)
};

} // namespace pierhead::bridge

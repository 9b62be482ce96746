#pragma once

#include <bridge/core/desktopport.h>

#include <QStringList>

#include <vector>

namespace pierhead::test {

/// Keeps what the bridge asked of the window.
class FakeDesktop final : public bridge::DesktopPort
{
public:
    void showToast(ToastKind kind, const QString &message) override
    {
        const char *const names[] = {"success", "warning", "error"};
        toasts.append(QString::fromLatin1(names[int(kind)]) + QStringLiteral(": ") + message);
    }

    void openExternal(const QUrl &url) override
    {
        urls.append(QString::fromLatin1(url.toEncoded()));
    }

    Task<Result<QStringList>> showOpenDialog(bridge::FileDialogOptions options,
                                             StopToken /*stop*/) override
    {
        asked = options;
        co_return chosen;
    }

    Task<Result<QString>> showSaveDialog(bridge::FileDialogOptions options,
                                         StopToken /*stop*/) override
    {
        asked = options;
        co_return chosen.value(0);
    }

    void navigate(const bridge::NavigationTarget &target) override { targets.push_back(target); }

    bridge::FileDialogOptions asked; ///< of the last dialog
    QStringList chosen;              ///< what dialogs answer
    QStringList toasts;
    QStringList urls;
    std::vector<bridge::NavigationTarget> targets;
};

} // namespace pierhead::test

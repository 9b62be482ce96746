#pragma once

#include "installedextensions.h"

#include <app/desktop/application.h>
#include <app/desktop/sidebarbutton.h>

#include <fakeengine.h>

namespace pierhead::test {

/// A scripted engine on which nothing runs and nothing happens.
class IdleEngine final
{
public:
    explicit IdleEngine(const QString &socketPath = {});

    [[nodiscard]] QString address() const { return m_fake.address().toString(); }

    /// For other answers than that.
    [[nodiscard]] FakeEngine &wire() { return m_fake; }

private:
    FakeEngine m_fake;
};

/// Milliseconds that what an engine does may take.
inline constexpr int patience = 60'000;

/// The real window on the engine at `address`, started.
[[nodiscard]] std::unique_ptr<desktop::Application> openWindow(const QString &address,
                                                               QSize size = {1200, 800});

/// The plug-in that all windows of a test program share.
[[nodiscard]] desktop::ViewPlugin &viewPlugin();

/// Shows a page that is not there, so that the web engine's helper processes, which start with the
/// first page and stay, are there before a test. Whether that came about.
[[nodiscard]] bool startWebEngine();

/// Writes build/<preset>/pictures/<name>.png, for people to look at.
void picture(QWidget &widget, const QString &name);

/// The visible sidebar entry with that title, or null.
[[nodiscard]] desktop::SidebarButton *tab(QWidget &window, const QString &title);

/// The visible child with that object name, or null.
template <typename T>
[[nodiscard]] T *visible(QWidget &parent, const QString &name)
{
    for (T *found : parent.findChildren<T *>(name)) {
        if (found->isVisible()) {
            return found;
        }
    }
    return nullptr;
}

/// Whether the text is an amount of bytes above zero, with its unit: "1.2 MiB".
[[nodiscard]] bool isSize(const QString &text);

/// Clicks the visible button with that object name; false where there is none.
[[nodiscard]] bool click(QWidget &parent, const QString &name);

} // namespace pierhead::test

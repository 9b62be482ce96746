#pragma once

#include <bridge/core/pagecontext.h>

#include <QStringList>
#include <QWidget>
#include <QtPlugin>

#include <functional>

namespace pierhead::webview {

enum class ColorScheme {
    Light,
    Dark,
};

/// The page of one extension in a widget. Deleting it ends the page and every process the page
/// started.
class ExtensionView : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void reload() = 0;
    /// The page's visible text, when the page has answered; empty before it is loaded.
    virtual void readText(std::function<void(const QString &)> receiver) = 0;
    /// Runs script in the page (for driving it in tests and from the screenshot option) and hands
    /// its result on as JSON text.
    virtual void runScript(const QString &script,
                           std::function<void(const QString &)> receiver) = 0;
    /// The developer tools of the page, in a window of their own, until that is closed or the view
    /// is deleted. While they are there the page keeps the colour scheme that the engine began
    /// with.
    virtual void showDevTools() = 0;
    /// How large the page is shown, 0.25 to 5; 1 until it is set. It stays over reloads.
    virtual void setZoom(double factor) = 0;
    /// The last lines the page wrote to its console, oldest first.
    [[nodiscard]] virtual QStringList consoleLines() const = 0;

Q_SIGNALS:
    void loaded();
    /// The page could not be loaded, or its process ended; `reason` is for people.
    void failed(const QString &reason);
};

/// The plug-in that brings the web engine. It is loaded on the first tab, so that the program
/// itself does not link it (pluginPath() says where it is). The program sets
/// Qt::AA_ShareOpenGLContexts before its QApplication; without that the engine does not start.
class ExtensionViewFactory
{
public:
    virtual ~ExtensionViewFactory() = default;

    /// Once, before the first view and after the QApplication: registers the extension scheme, and
    /// says on standard error where QTWEBENGINE_REMOTE_DEBUGGING listens.
    virtual void start() = 0;
    [[nodiscard]] virtual ExtensionView *createView(bridge::PageContext context,
                                                    QWidget *parent) = 0;
    /// The extension is gone, or is about to go, and no view of it is there any more: lets go of
    /// what it stored, so that nothing comes back after it was removed.
    virtual void forget(const extensions::InstalledExtension &extension) = 0;
    /// What `prefers-color-scheme` and the page's background follow from now on, in open pages too.
    /// Best called before the first view: the scheme at that time costs nothing, each other one a
    /// hidden page for every view.
    virtual void setColorScheme(ColorScheme scheme) = 0;

protected:
    ExtensionViewFactory() = default;
    Q_DISABLE_COPY_MOVE(ExtensionViewFactory)
};

/// The plug-in's file beside the running program: <bin>/../lib/pierhead/webview.so, in the build
/// folder and when installed. Give it to QPluginLoader and qobject_cast its instance to
/// ExtensionViewFactory.
[[nodiscard]] QString pluginPath();

} // namespace pierhead::webview

Q_DECLARE_INTERFACE(pierhead::webview::ExtensionViewFactory, "org.pierhead.ExtensionViewFactory/6")

#pragma once

#include "devtoolswindow.h"
#include "extensionviewfactory.h"
#include "pagefailure.h"

#include <bridge/web/colorschemeoverride.h>
#include <bridge/web/extensionpage.h>
#include <bridge/web/extensionprofiles.h>

#include <QStackedLayout>
#include <QWebEngineView>

namespace pierhead::webview {

/// The page of an extension in a QWebEngineView, or what stands in its place.
class ExtensionWebView final : public ExtensionView
{
    Q_OBJECT

public:
    ExtensionWebView(bridge::PageContext context,
                     const bridge::MethodTable &methods,
                     std::shared_ptr<bridge::ExtensionProfiles> profiles,
                     QWidget *parent);
    ~ExtensionWebView() override;
    Q_DISABLE_COPY_MOVE(ExtensionWebView)

    void reload() override;
    void readText(std::function<void(const QString &)> receiver) override;
    void runScript(const QString &script, std::function<void(const QString &)> receiver) override;
    void showDevTools() override;
    void setZoom(double factor) override;
    [[nodiscard]] QStringList consoleLines() const override;

    /// Begins to load the page; `engineScheme` is what the engine shows by itself.
    void start(bridge::ColorScheme engineScheme, bridge::ColorScheme scheme);
    void setColorScheme(bridge::ColorScheme scheme);

private:
    void showFailure(const QString &reason);
    void onLoadFinished(bool succeeded);
    void onDevToolsClosed();
    [[nodiscard]] QString loadFailure() const;

    QString m_title;
    std::shared_ptr<bridge::ExtensionProfiles> m_profiles; ///< after the page, so before it here
    std::unique_ptr<bridge::ExtensionPage> m_page;
    std::unique_ptr<bridge::ColorSchemeOverride> m_override;
    std::unique_ptr<QWebEngineView> m_view;
    std::unique_ptr<DevToolsWindow> m_devTools; ///< in the place of m_override
    bridge::ColorScheme m_engineScheme = bridge::ColorScheme::Light;
    bridge::ColorScheme m_scheme = bridge::ColorScheme::Light;
    PageFailure *m_failure;
    QStackedLayout *m_stack;
    double m_zoom = 1;
    bool m_isCrashed = false;
};

} // namespace pierhead::webview

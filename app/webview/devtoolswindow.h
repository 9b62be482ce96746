#pragma once

#include <QWebEngineProfile>
#include <QWebEngineView>

#include <memory>

namespace pierhead::webview {

/// The web engine's developer tools for one page, in a window of their own. They take the place of
/// other tools that the page had, and leave it when this is deleted.
class DevToolsWindow final : public QWidget
{
    Q_OBJECT

public:
    /// `title` is of the page, which outlives this.
    DevToolsWindow(QWebEnginePage &inspected, const QString &title);
    ~DevToolsWindow() override;
    Q_DISABLE_COPY_MOVE(DevToolsWindow)

Q_SIGNALS:
    /// The user closed it.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWebEnginePage &m_inspected;
    std::unique_ptr<QWebEngineProfile> m_profile;
    std::unique_ptr<QWebEnginePage> m_tools; ///< before its profile
    std::unique_ptr<QWebEngineView> m_view;  ///< before its page
};

} // namespace pierhead::webview

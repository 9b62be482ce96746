#pragma once

#include "parcels.h"

#include <bridge/core/bridgerouter.h>

#include <QWebEnginePage>

#include <utility>

namespace pierhead::bridge {

class BridgeChannel;

/// The page of one extension with its bridge. The main frame stays on the page's own origin, which
/// is the extension's, or that of PageContext::uiSource and then no other: links and windows to
/// elsewhere go to the system's browser, where the extension may open it. The bridge answers while
/// the frame is there, and its calls end with the document. What asks for the camera and the like
/// is refused. A page from PageContext::uiFolder is loaded anew after each change in there.
class ExtensionPage final : public QWebEnginePage
{
    Q_OBJECT

public:
    /// `profile` is the extension's (ExtensionProfiles), for the same folder as the context's; it
    /// and `methods` outlive the page.
    ExtensionPage(PageContext context,
                  const MethodTable &methods,
                  QWebEngineProfile *profile,
                  QObject *parent = nullptr);
    ~ExtensionPage() override;
    Q_DISABLE_COPY_MOVE(ExtensionPage)

    /// Begins to load the page of the extension's tab.
    void start();

    [[nodiscard]] BridgeRouter &router() { return m_router; }

    /// Whether a navigation away from the extension was refused since the last question. The engine
    /// tells of it as of a load that failed, but the document stays.
    [[nodiscard]] bool takeRefusal() { return std::exchange(m_isRefused, false); }

    /// The last lines of the console, oldest first, each with its level before it.
    [[nodiscard]] QStringList consoleLines() const { return m_consoleLines; }

Q_SIGNALS:
    /// The page's process ended by itself; `reason` is for people.
    void crashed(const QString &reason);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level,
                                  const QString &message,
                                  int line,
                                  const QString &source) override;

private:
    [[nodiscard]] bool isOwn(const QUrl &url) const;
    void openOutside(const QUrl &url);
    void watchFolder();
    void showChange();
    void receive(const QByteArray &text);
    void sendPart(BridgeChannel &channel, const TextPart &part);
    void keepLine(const QString &line);

    // Before the router, which tells of its end when it goes.
    std::shared_ptr<Parcels> m_parcels; ///< none where the page is not from our scheme
    enum class ParcelState {
        Unknown,
        Tried,
        Work,
    } m_parcelState = ParcelState::Unknown; ///< of the document
    BridgeRouter m_router;
    QStringList m_consoleLines;
    bool m_isRefused = false;
};

} // namespace pierhead::bridge

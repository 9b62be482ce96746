#include "colorschemeoverride.h"

#include "bridgescript.h"

#include <QWebEngineScript>
#include <QWebEngineScriptCollection>

namespace pierhead::bridge {

ColorSchemeOverride::ColorSchemeOverride(QWebEnginePage &page, ColorScheme initial)
    : m_page(page)
    , m_scheme(initial)
{ }

ColorSchemeOverride::~ColorSchemeOverride()
{
    if (m_tools) {
        m_page.setDevToolsPage(nullptr);
    }
}

void ColorSchemeOverride::set(ColorScheme scheme)
{
    if (scheme == m_scheme) {
        return;
    }
    m_scheme = scheme;
    if (!m_tools) {
        connectTools();
    } else if (m_isConnected) {
        apply();
    }
}

void ColorSchemeOverride::connectTools()
{
    QWebEngineScript script;
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::MainWorld);
    script.setSourceCode(QString::fromUtf8(scriptSource(QStringLiteral("colorscheme.js"))));
    m_profile = std::make_unique<QWebEngineProfile>();
    m_tools = std::make_unique<QWebEnginePage>(m_profile.get());
    m_tools->scripts().insert(script);
    // The engine connects the two when the tools' document has loaded.
    connect(m_tools.get(), &QWebEnginePage::loadFinished, this, [this] {
        m_isConnected = true;
        apply();
    });
    m_page.setDevToolsPage(m_tools.get());
}

void ColorSchemeOverride::apply()
{
    const bool isDark = m_scheme == ColorScheme::Dark;
    const QByteArray script =
        scriptSource(isDark ? QStringLiteral("setdark.js") : QStringLiteral("setlight.js"));
    m_tools->runJavaScript(QString::fromUtf8(script),
                           [this](const QVariant & /*nothing*/) { Q_EMIT applied(); });
}

} // namespace pierhead::bridge

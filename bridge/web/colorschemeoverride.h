#pragma once

#include "colorscheme.h"

#include <QWebEnginePage>
#include <QWebEngineProfile>

#include <memory>

namespace pierhead::bridge {

/// What `prefers-color-scheme` says in one page, also while it is open. This Qt takes the
/// preference once, when the engine starts, and has no way to change it; the DevTools protocol
/// does. It is spoken by a hidden page that is made on the first change and takes the place of the
/// page's developer tools. Measured: 60 ms until it is there, 33 MiB, then 15 ms a change.
class ColorSchemeOverride final : public QObject
{
    Q_OBJECT

public:
    /// `page` shows `initial` by itself, and outlives this.
    ColorSchemeOverride(QWebEnginePage &page, ColorScheme initial);
    ~ColorSchemeOverride() override;
    Q_DISABLE_COPY_MOVE(ColorSchemeOverride)

    void set(ColorScheme scheme);

Q_SIGNALS:
    /// The page shows what set() asked for last.
    void applied();

private:
    void connectTools();
    void apply();

    QWebEnginePage &m_page;
    ColorScheme m_scheme;
    bool m_isConnected = false;
    std::unique_ptr<QWebEngineProfile> m_profile;
    std::unique_ptr<QWebEnginePage> m_tools; ///< before its profile
};

} // namespace pierhead::bridge

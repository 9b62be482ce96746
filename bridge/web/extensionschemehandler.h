#pragma once

#include "parcels.h"

#include <QUrl>
#include <QWebEngineUrlSchemeHandler>

namespace pierhead::bridge {

/// Serves the files of one extension's pages to the profile of that extension, and to its own pages
/// alone: another host, another initiator and anything but GET are refused. Scripts of workers
/// begin with what gives them the requests that pages have. Parcels for its pages are fetched here
/// too.
class ExtensionSchemeHandler final : public QWebEngineUrlSchemeHandler
{
    Q_OBJECT

public:
    /// `root` is the folder of the pages, `origin` extensionscheme::origin().
    ExtensionSchemeHandler(QUrl origin, QString root, QObject *parent = nullptr);

    /// The folder of another version of the extension, or of its author.
    void setRoot(const QString &root) { m_root = root; }

    [[nodiscard]] ParcelShelf &parcels() { return m_parcels; }

    void requestStarted(QWebEngineUrlRequestJob *job) override;

private:
    [[nodiscard]] bool isAllowed(const QWebEngineUrlRequestJob &job) const;

    QUrl m_origin;
    QString m_root;
    ParcelShelf m_parcels;
};

} // namespace pierhead::bridge

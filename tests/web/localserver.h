#pragma once

#include <QMap>
#include <QTcpServer>

namespace pierhead::test {

/// A web server on the loopback address: somebody else's origin.
class LocalServer final : public QObject
{
    Q_OBJECT

public:
    LocalServer();

    /// What GET of the path answers, as HTML.
    void serve(const QByteArray &path, const QByteArray &html) { m_pages.insert(path, html); }

    [[nodiscard]] QString url(const QString &path) const;

private:
    QTcpServer m_server;
    QMap<QByteArray, QByteArray> m_pages;
};

} // namespace pierhead::test

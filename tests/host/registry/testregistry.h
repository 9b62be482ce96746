#pragma once

#include "savedimage.h"

#include <host/engine/registrylogin.h>
#include <host/web/webclient.h>

#include <QProcess>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <memory>

namespace pierhead::test {

/// A real registry, Debian's docker-registry, on 127.0.0.1.
class TestRegistry final
{
    Q_DISABLE_COPY_MOVE(TestRegistry)

public:
    enum class Access {
        Open,  ///< http, for anybody
        Login, ///< TLS with a certificate of its own authority, for login() alone
    };

    explicit TestRegistry(Access access);
    ~TestRegistry();

    /// Starts it and waits until it listens; a failed test where it does not.
    void start();

    /// "127.0.0.1:41234"
    [[nodiscard]] QString name() const;

    [[nodiscard]] quint16 port() const { return static_cast<quint16>(m_port); }

    /// In the form of /etc/docker/certs.d, and the authority's certificate alone.
    [[nodiscard]] QString certificates() const;
    [[nodiscard]] QString authority() const;

    [[nodiscard]] engine::RegistryLogin login() const;

    /// Pushes the image, or an index of several. The digest that the tag stands for then.
    [[nodiscard]] QString
    push(const QString &path, const QString &tag, const QList<SavedImage> &images);

private:
    web::WebResponse send(web::WebRequest request);
    [[nodiscard]] QUrl url(const QString &path) const;
    /// What names the blob in a manifest.
    nlohmann::json pushBlob(const QString &path, const QByteArray &content, const char *type);
    nlohmann::json
    pushManifest(const QString &path, const QString &reference, const nlohmann::json &manifest);

    Access m_access;
    int m_port = 0;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::unique_ptr<web::WebClient> m_web;
};

} // namespace pierhead::test

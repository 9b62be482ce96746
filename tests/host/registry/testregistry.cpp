#include "testregistry.h"

#include "contexttar.h"
#include "result.h"

#include <host/base/json.h>
#include <host/registry/manifests.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace pierhead::test {

using registry::digestOf;

namespace {

constexpr auto manifestType = "application/vnd.oci.image.manifest.v1+json";
constexpr auto indexType = "application/vnd.oci.image.index.v1+json";

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

TestRegistry::TestRegistry(Access access)
    : m_access(access)
    , m_port(freePort())
{ }

TestRegistry::~TestRegistry()
{
    m_process.kill();
    m_process.waitForFinished();
}

void TestRegistry::start()
{
    const bool isOpen = m_access == Access::Open;
    QProcess make;
    make.start(QStringLiteral(PIERHEAD_MAKE_REGISTRY),
               {m_folder.path(),
                QString::number(m_port),
                isOpen ? QStringLiteral("open") : QStringLiteral("login")});
    QVERIFY2(make.waitForFinished() && make.exitCode() == 0, make.readAllStandardError());
    m_web = std::make_unique<web::WebClient>(QSslCertificate::fromPath(authority(), QSsl::Pem));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
    m_process.start(QStringLiteral("docker-registry"),
                    {QStringLiteral("serve"), m_folder.filePath(QStringLiteral("config.yml"))});
    const auto listens = [this] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_port));
        return socket.waitForConnected(100);
    };
    QTRY_VERIFY_WITH_TIMEOUT(listens(), 20'000);
}

QString TestRegistry::name() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

QString TestRegistry::certificates() const
{
    return m_folder.filePath(QStringLiteral("certs.d"));
}

QString TestRegistry::authority() const
{
    return m_folder.filePath(QStringLiteral("house.pem"));
}

engine::RegistryLogin TestRegistry::login() const
{
    return {name(), QStringLiteral("moby"), QStringLiteral("ahoy sailor"), {}};
}

QString TestRegistry::push(const QString &path, const QString &tag, const QList<SavedImage> &images)
{
    nlohmann::json index{
        {"schemaVersion", 2}, {"mediaType", indexType}, {"manifests", nlohmann::json::array()}};
    nlohmann::json pushed;
    for (const SavedImage &image : images) {
        const QByteArray layer = contextTar(image.files);
        const nlohmann::json manifest{
            {"schemaVersion", 2},
            {"mediaType", manifestType},
            {"config",
             pushBlob(path, imageConfig(image, layer), "application/vnd.oci.image.config.v1+json")},
            {"layers", {pushBlob(path, layer, "application/vnd.oci.image.layer.v1.tar")}}};
        const bool isAlone = images.size() == 1;
        const QString reference = isAlone ? tag : digestOf(json::serialize(manifest));
        pushed = pushManifest(path, reference, manifest);
        pushed["platform"] = {{"os", "linux"}, {"architecture", image.architecture}};
        index["manifests"].push_back(pushed);
    }
    if (images.size() > 1) {
        pushed = pushManifest(path, tag, index);
    }
    return json::fieldOr<QString>(pushed, "digest", {});
}

web::WebResponse TestRegistry::send(web::WebRequest request)
{
    if (m_access == Access::Login) {
        const QString both = login().username + QLatin1Char(':') + login().password;
        request.headers.append({"Authorization", "Basic " + both.toUtf8().toBase64()});
    }
    constexpr qint64 limit = 1024LL * 1024;
    const Result<web::WebResponse> response = await(m_web->send(std::move(request), limit));
    if (!response || response->head.status >= 300) {
        qFatal("The registry refused a push: %s",
               response ? response->body.constData() : qPrintable(response.error().message));
    }
    return *response;
}

QUrl TestRegistry::url(const QString &path) const
{
    const QString scheme =
        m_access == Access::Open ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://%2/v2/%3").arg(scheme, name(), path));
}

nlohmann::json
TestRegistry::pushBlob(const QString &path, const QByteArray &content, const char *type)
{
    const web::WebResponse begun =
        send({.method = "POST", .url = url(path + QStringLiteral("/blobs/uploads/"))});
    QUrl target;
    for (const auto &[name, value] : begun.head.headers) {
        if (name.compare("location", Qt::CaseInsensitive) == 0) {
            target = url({}).resolved(QUrl::fromEncoded(value));
        }
    }
    QUrlQuery query(target);
    query.addQueryItem(QStringLiteral("digest"), digestOf(content));
    target.setQuery(query);
    send({.method = "PUT",
          .url = target,
          .headers = {{"Content-Type", "application/octet-stream"}},
          .body = content});
    return {{"mediaType", type}, {"digest", digestOf(content)}, {"size", content.size()}};
}

nlohmann::json TestRegistry::pushManifest(const QString &path,
                                          const QString &reference,
                                          const nlohmann::json &manifest)
{
    const QByteArray content = json::serialize(manifest);
    const QByteArray type = QByteArray::fromStdString(manifest.at("mediaType").get<std::string>());
    send({.method = "PUT",
          .url = url(path + QStringLiteral("/manifests/") + reference),
          .headers = {{"Content-Type", type}},
          .body = content});
    return {{"mediaType", manifest.at("mediaType")},
            {"digest", digestOf(content)},
            {"size", content.size()}};
}

} // namespace pierhead::test

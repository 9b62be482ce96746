#include "faultyregistry.h"

#include "contexttar.h"

#include <host/base/json.h>
#include <host/registry/manifests.h>

#include <QUrl>

namespace pierhead::test {

namespace {

nlohmann::json partOf(const QByteArray &content, const char *type)
{
    return {{"mediaType", type}, {"digest", registry::digestOf(content)}, {"size", content.size()}};
}

/// The head of an answer with the layer from `offset` on.
QByteArray layerHead(qsizetype size, qsizetype offset)
{
    QByteArray head = offset > 0
        ? "HTTP/1.1 206 Partial\r\nContent-Range: bytes " + QByteArray::number(offset) + '-'
            + QByteArray::number(size - 1) + '/' + QByteArray::number(size) + "\r\n"
        : QByteArray("HTTP/1.1 200 OK\r\n");
    return head + "Content-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(size - offset) + "\r\n\r\n";
}

/// "bytes=512-" asks for what follows.
qsizetype offsetIn(const QByteArray &range)
{
    return range.mid(range.indexOf('=') + 1).split('-').front().toLongLong();
}

} // namespace

FaultyRegistry::FaultyRegistry(const QString &path, const SavedImage &image, Fault fault)
    : m_path(path)
    , m_layer(contextTar(image.files))
    , m_fault(fault)
{
    constexpr auto manifestType = "application/vnd.docker.distribution.manifest.v2+json";
    const QByteArray config = imageConfig(image, m_layer);
    const QByteArray manifest = json::serialize(
        {{"schemaVersion", 2},
         {"mediaType", manifestType},
         {"config", partOf(config, "application/vnd.docker.container.image.v1+json")},
         {"layers", {partOf(m_layer, "application/vnd.docker.image.rootfs.diff.tar")}}});
    const auto serve = [this](const QString &part, const QByteArray &content, const char *type) {
        m_server.on(pathOf(part), [content, type](const WebCall &call) {
            call.answer(200,
                        content,
                        type,
                        {{"Docker-Content-Digest", registry::digestOf(content).toUtf8()}});
        });
    };
    m_server.on("/v2/", [](const WebCall &call) { call.answer(200, "{}", "application/json"); });
    serve(QStringLiteral("/manifests/1.0.0"), manifest, manifestType);
    serve(QStringLiteral("/manifests/") + registry::digestOf(manifest), manifest, manifestType);
    serve(
        QStringLiteral("/blobs/") + registry::digestOf(config), config, "application/octet-stream");
    m_server.on(pathOf(QStringLiteral("/blobs/") + registry::digestOf(m_layer)),
                [this](const WebCall &call) { answerLayer(call); });
}

QByteArray FaultyRegistry::pathOf(const QString &part) const
{
    return (QStringLiteral("/v2/") + m_path + part).toUtf8();
}

QString FaultyRegistry::reference() const
{
    const int port = QUrl(m_server.url(QStringLiteral("/"))).port();
    return QStringLiteral("127.0.0.1:%1/%2:1.0.0").arg(port).arg(m_path);
}

void FaultyRegistry::answerLayer(const WebCall &call)
{
    if (call.method == "HEAD") {
        call.answer(200, m_layer, "application/octet-stream");
        return;
    }
    ++m_layerRequests;
    if (m_fault == Fault::TooMany) {
        call.answer(429,
                    R"({"errors": [{"code": "TOOMANYREQUESTS", "message": "slow down"}]})",
                    "application/json");
        return;
    }
    const qsizetype offset = offsetIn(call.headers.value("range"));
    QByteArray content = m_layer.mid(offset);
    if (m_fault == Fault::WrongBytes) {
        content.fill('x');
    } else if (m_fault != Fault::None) {
        content.truncate(qMax<qsizetype>(0, m_layer.size() / 2 - offset));
    }
    call.socket->write(layerHead(m_layer.size(), offset) + content);
    if (m_fault != Fault::Silence) {
        call.socket->disconnectFromHost();
    }
}

} // namespace pierhead::test

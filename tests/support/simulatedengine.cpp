#include "simulatedengine.h"

#include "contexttar.h"

#include <host/base/json.h>

namespace pierhead::test {

namespace {

FakeReply done()
{
    return FakeReply::bytes(204, {}, "text/plain");
}

FakeReply missing(const QString &what)
{
    return FakeReply::refusal(404, QStringLiteral("No such %1").arg(what));
}

nlohmann::json bodyOf(const FakeRequest &request)
{
    return json::parse(request.body).value();
}

/// Whether the labels are those that the request's filter asks for ("key=value", or "key").
bool fits(const FakeRequest &request, const QMap<QString, QString> &labels)
{
    const nlohmann::json filters =
        json::parse(request.query(QStringLiteral("filters")).toUtf8()).value();
    const auto wanted = json::fieldOr<QStringList>(filters, "label", {});
    return std::all_of(wanted.begin(), wanted.end(), [&labels](const QString &filter) {
        const QString key = filter.section(QLatin1Char('='), 0, 0);
        return labels.contains(key)
            && (key == filter || labels.value(key) == filter.section(QLatin1Char('='), 1));
    });
}

} // namespace

SimulatedEngine::SimulatedEngine()
{
    on("GET /version", [this](const FakeRequest &) {
        return FakeReply::json(200,
                               {{"Version", "20.10.24"},
                                {"ApiVersion", "1.41"},
                                {"Os", "linux"},
                                {"Arch", m_architecture}});
    });
    on("POST /containers/create",
       [this](const FakeRequest &request) { return createContainer(request); });
    on("GET /containers/json",
       [this](const FakeRequest &request) { return listContainers(request); });
    on("POST /networks/create",
       [this](const FakeRequest &request) { return createNetwork(request); });
    on("GET /networks", [this](const FakeRequest &request) { return listNetworks(request); });
    on("POST /images/create", [this](const FakeRequest &request) { return pull(request); });
}

void SimulatedEngine::on(const QByteArray &route, const FakeEngine::Handler &handler)
{
    m_wire.onRequest(route, [this, handler](const FakeRequest &request) {
        const bool isMeant = m_untilFault == 0;
        m_untilFault -= m_untilFault >= 0 ? 1 : 0;
        const std::optional<FakeReply> fault = isMeant ? m_fault() : std::nullopt;
        return fault ? *fault : handler(request);
    });
}

void SimulatedEngine::failRequest(qsizetype number, const Fault &fault)
{
    m_untilFault = number;
    m_fault = fault;
}

void SimulatedEngine::addImage(const QString &reference, const Image &image)
{
    m_images.insert(image.id, image);
    m_names.insert(reference, image.id);
    m_names.insert(image.id, image.id);
    routeImage(reference);
    routeImage(image.id);
}

void SimulatedEngine::offerImage(const QString &reference, const Image &image)
{
    m_registry.insert(reference, image);
    routeImage(reference);
}

void SimulatedEngine::routeImage(const QString &reference)
{
    const QByteArray path = "/images/" + reference.toUtf8();
    on("GET " + path + "/json", [this, reference](const FakeRequest &) {
        if (!m_names.contains(reference)) {
            return missing(QStringLiteral("image: ") + reference);
        }
        const Image &image = m_images[m_names.value(reference)];
        QStringList tags = m_names.keys(image.id);
        tags.removeAll(image.id);
        return FakeReply::json(200,
                               {{"Id", image.id},
                                {"RepoTags", tags},
                                {"RepoDigests", image.digests},
                                {"Architecture", image.architecture},
                                {"Os", "linux"},
                                {"Config", {{"Labels", image.labels}}}});
    });
    on("DELETE " + path, [this, reference](const FakeRequest &) {
        const QString id = m_names.take(reference);
        if (m_names.keys(id).size() <= 1) {
            m_names.remove(id);
        }
        return FakeReply::json(200, nlohmann::json::array());
    });
    on("POST " + path + "/tag", [this, reference](const FakeRequest &request) {
        m_names.insert(request.query(QStringLiteral("repo")) + QLatin1Char(':')
                           + request.query(QStringLiteral("tag")),
                       m_names.value(reference));
        return FakeReply::bytes(201, {}, "text/plain");
    });
}

FakeReply SimulatedEngine::pull(const FakeRequest &request)
{
    const QString reference = request.query(QStringLiteral("fromImage"));
    if (!m_registry.contains(reference)) {
        return missing(QStringLiteral("repository: ") + reference);
    }
    Image image = m_registry.value(reference);
    image.digests = {reference.section(QLatin1Char(':'), 0, 0) + QLatin1Char('@') + image.id};
    addImage(reference, image);
    return FakeReply::chunked(
        200,
        {R"({"status": "Downloading", "id": "layer", "progressDetail": {"current": 1, "total": 2}})"
         "\n",
         R"({"status": "Pull complete", "id": "layer"})"
         "\n"});
}

FakeReply SimulatedEngine::createContainer(const FakeRequest &request)
{
    const nlohmann::json body = bodyOf(request);
    const auto image = body.at("Image").get<QString>();
    if (!m_names.contains(image)) {
        return missing(QStringLiteral("image: ") + image);
    }
    QString name = request.query(QStringLiteral("name"));
    const QString id = QStringLiteral("c%1").arg(++m_lastId);
    name = name.isEmpty() ? QStringLiteral("random_") + id : name;
    for (const Container &other : m_containers) {
        if (other.name == name) {
            return FakeReply::refusal(409, QStringLiteral("The name %1 is in use").arg(name));
        }
    }
    m_containers.insert(id,
                        {name,
                         m_names.value(image),
                         image,
                         json::fieldOr<QMap<QString, QString>>(body, "Labels", {}),
                         false});
    routeContainer(id);
    return FakeReply::json(201, {{"Id", id}});
}

void SimulatedEngine::routeContainer(const QString &id)
{
    const QByteArray path = "/containers/" + id.toUtf8();
    const auto onContainer = [this, id](const QByteArray &route, const auto &handler) {
        on(route, [this, id, handler](const FakeRequest &request) {
            return m_containers.contains(id) ? handler(request)
                                             : missing(QStringLiteral("container: ") + id);
        });
    };
    onContainer("GET " + path + "/json", [this, id](const FakeRequest &) {
        const Container &container = m_containers[id];
        return FakeReply::json(
            200,
            {{"Id", id},
             {"Name", QLatin1Char('/') + container.name},
             {"State",
              {{"Status", container.state()}, {"ExitCode", container.exitCode.value_or(0)}}},
             {"Config", {{"Labels", container.labels}}}});
    });
    onContainer("POST " + path + "/start", [this, id](const FakeRequest &) {
        m_containers[id].isRunning = true;
        m_containers[id].exitCode.reset();
        return done();
    });
    onContainer("POST " + path + "/stop", [this, id](const FakeRequest &) {
        m_containers[id].isRunning = false;
        return done();
    });
    onContainer("DELETE " + path, [this, id](const FakeRequest &) {
        m_containers.remove(id);
        return done();
    });
    onContainer("GET " + path + "/archive",
                [this, id](const FakeRequest &request) { return archive(id, request); });
}

FakeReply SimulatedEngine::archive(const QString &container, const FakeRequest &request) const
{
    const QString path = request.query(QStringLiteral("path")).mid(1);
    const QString base = path.section(QLatin1Char('/'), -1);
    const Image image = m_images.value(m_containers.value(container).imageId);
    QMap<QString, QByteArray> packed;
    for (auto file = image.files.cbegin(); file != image.files.cend(); ++file) {
        if (file.key() == path || file.key().startsWith(path + QLatin1Char('/'))) {
            packed.insert(base + file.key().mid(path.size()), file.value());
        }
    }
    if (packed.isEmpty()) {
        return FakeReply::refusal(404, QStringLiteral("Could not find the file /%1").arg(path));
    }
    return FakeReply::bytes(200, contextTar(packed), "application/x-tar");
}

FakeReply SimulatedEngine::listContainers(const FakeRequest &request) const
{
    nlohmann::json list = nlohmann::json::array();
    for (auto container = m_containers.cbegin(); container != m_containers.cend(); ++container) {
        if (fits(request, container->labels)) {
            list.push_back({{"Id", container.key()},
                            {"Names", QStringList{QLatin1Char('/') + container->name}},
                            {"ImageID", container->imageId},
                            {"State", container->state()},
                            {"Labels", container->labels}});
        }
    }
    return FakeReply::json(200, list);
}

FakeReply SimulatedEngine::createNetwork(const FakeRequest &request)
{
    const nlohmann::json body = bodyOf(request);
    const QString id = QStringLiteral("n%1").arg(++m_lastId);
    m_networks.insert(id,
                      {body.at("Name").get<QString>(),
                       json::fieldOr<QMap<QString, QString>>(body, "Labels", {})});
    on("DELETE /networks/" + id.toUtf8(), [this, id](const FakeRequest &) {
        return m_networks.remove(id) > 0 ? done() : missing(QStringLiteral("network: ") + id);
    });
    return FakeReply::json(201, {{"Id", id}});
}

FakeReply SimulatedEngine::listNetworks(const FakeRequest &request) const
{
    nlohmann::json list = nlohmann::json::array();
    for (auto network = m_networks.cbegin(); network != m_networks.cend(); ++network) {
        if (fits(request, network->labels)) {
            list.push_back(
                {{"Id", network.key()}, {"Name", network->name}, {"Labels", network->labels}});
        }
    }
    return FakeReply::json(200, list);
}

void SimulatedEngine::removeContainer(const QString &name)
{
    m_containers.removeIf(
        [&name](QMap<QString, Container>::iterator entry) { return entry->name == name; });
}

void SimulatedEngine::changeImage(const QString &container, const QString &imageId)
{
    for (Container &known : m_containers) {
        if (known.name == container) {
            known.imageId = imageId;
        }
    }
}

void SimulatedEngine::removeImage(const QString &imageId)
{
    m_names.removeIf(
        [&imageId](QMap<QString, QString>::iterator entry) { return *entry == imageId; });
}

void SimulatedEngine::endContainer(const QString &name, int exitCode)
{
    for (Container &known : m_containers) {
        if (known.name == name) {
            known.isRunning = false;
            known.exitCode = exitCode;
        }
    }
}

QStringList SimulatedEngine::state() const
{
    QStringList lines;
    for (auto name = m_names.cbegin(); name != m_names.cend(); ++name) {
        lines.append(QStringLiteral("image %1 %2").arg(name.key(), name.value()));
    }
    for (const Container &container : m_containers) {
        lines.append(QStringLiteral("container %1 %2 %3")
                         .arg(container.name,
                              container.imageId,
                              container.isRunning ? QStringLiteral("running")
                                                  : QStringLiteral("not running")));
    }
    for (const Network &network : m_networks) {
        lines.append(QStringLiteral("network %1").arg(network.name));
    }
    return lines;
}

QStringList SimulatedEngine::requests() const
{
    QStringList lines;
    for (const FakeRequest &request : m_wire.requests()) {
        lines.append(QString::fromLatin1(request.method + ' ' + request.path()));
    }
    return lines;
}

} // namespace pierhead::test

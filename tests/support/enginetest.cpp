#include "enginetest.h"

#include "contexttar.h"
#include "result.h"

#include <host/base/json.h>
#include <host/engine/engineclient.h>

#include <QUrl>

namespace pierhead::test {

namespace {

/// The `keys` (the first that is there) of each object in the array at `target`, after `kind`.
QStringList names(const QString &kind, const QByteArray &target, const QStringList &keys)
{
    const auto response = EngineTest::ask({.target = target});
    if (!response) {
        return {QStringLiteral("unknown %1 (%2)").arg(kind, response.error().message)};
    }
    nlohmann::json list = json::parse(response->body).value_or(nlohmann::json{});
    if (list.is_object()) {
        list = list.value("Volumes", nlohmann::json{});
    }
    QStringList found;
    for (const nlohmann::json &entry : list) {
        for (const QString &key : keys) {
            if (entry.contains(key.toStdString())) {
                found.append(kind + QLatin1Char(' ') + entry.at(key.toStdString()).get<QString>());
                break;
            }
        }
    }
    return found;
}

QStringList runningExecs(const QString &container)
{
    const auto response =
        EngineTest::ask({.target = "/containers/" + container.toLatin1() + "/json"});
    const auto details =
        response ? json::parse(response->body).value_or(nlohmann::json{}) : nlohmann::json{};
    QStringList found;
    if (!details.contains("ExecIDs") || !details.at("ExecIDs").is_array()) {
        return found;
    }
    for (const nlohmann::json &id : details.at("ExecIDs")) {
        const auto exec = EngineTest::ask(
            {.target = "/exec/" + QByteArray::fromStdString(id.get<std::string>()) + "/json"});
        const auto state =
            exec ? json::parse(exec->body).value_or(nlohmann::json{}) : nlohmann::json{};
        if (state.value("Running", false)) {
            found.append(QStringLiteral("running exec ") + id.get<QString>());
        }
    }
    return found;
}

/// Everything on the engine that a test might forget.
QStringList inventory()
{
    const QStringList containers =
        names(QStringLiteral("container"), "/containers/json?all=1", {QStringLiteral("Id")});
    QStringList all = containers;
    all += names(QStringLiteral("network"), "/networks", {QStringLiteral("Name")});
    all += names(QStringLiteral("volume"), "/volumes", {QStringLiteral("Name")});
    for (const QString &container : containers) {
        all += runningExecs(container.section(QLatin1Char(' '), 1));
    }
    return all;
}

/// The builder's "error" line, or nothing.
QString builderError(const QByteArray &output)
{
    for (const QByteArray &line : output.split('\n')) {
        const auto message = json::parse(line);
        if (message && message->contains("error")) {
            return message->at("error").get<QString>();
        }
    }
    return {};
}

} // namespace

QString EngineTest::addressText()
{
    const QString text = qEnvironmentVariable("PIERHEAD_TEST_ENGINE");
    if (text.isEmpty()) {
        qFatal("PIERHEAD_TEST_ENGINE is not set: run this test by ctest, which starts an engine");
    }
    return text;
}

engine::EngineAddress EngineTest::address()
{
    const auto parsed = engine::EngineAddress::parse(addressText());
    if (!parsed) {
        qFatal("%s", qPrintable(parsed.error().message));
    }
    return *parsed;
}

bool EngineTest::isPodman()
{
    const auto version = await(engine::EngineClient(address()).version());
    return version && version->product.contains(QLatin1String("Podman"));
}

Result<engine::HttpResponse> EngineTest::ask(engine::HttpRequest request)
{
    const engine::HttpClient client(address());
    return await(client.send(std::move(request)));
}

Result<QString> EngineTest::buildImage(QString tag, QMap<QString, QByteArray> files)
{
    const QByteArray name = QUrl::toPercentEncoding(tag);
    const auto response = ask({.method = "POST",
                               .target = "/build?rm=1&forcerm=1&t=" + name,
                               .contentType = "application/x-tar",
                               .body = contextTar(files)});
    if (!response) {
        return tl::unexpected<Error>(response.error());
    }
    const QString problem = builderError(response->body);
    if (!problem.isEmpty()) {
        return failure(ErrorCode::EngineRefused, problem, QString::fromUtf8(response->body));
    }
    return ask({.target = "/images/" + name + "/json"})
        .and_then([](const engine::HttpResponse &image) { return json::parse(image.body); })
        .and_then(
            [](const nlohmann::json &image) { return json::decode<QString>(image.at("Id")); });
}

QStringList EngineTest::leftovers()
{
    QStringList left;
    const QStringList now = inventory();
    for (const QString &entry : now) {
        if (!m_before.contains(entry)) {
            left.append(entry);
        }
    }
    return left;
}

void EngineTest::init()
{
    GuardedTest::init();
    m_before = inventory();
}

} // namespace pierhead::test

#include "containertest.h"

#include "result.h"

#include <host/base/json.h>

namespace pierhead::test {

engine::ContainerSpec idleContainer()
{
    engine::ContainerSpec spec;
    spec.image = QStringLiteral("alpine:3.15");
    spec.command = QStringList{QStringLiteral("sleep"), QStringLiteral("100000")};
    return spec;
}

Result<QString> startContainer(const engine::EngineClient &client, engine::ContainerSpec spec)
{
    Result<QString> container = await(client.createContainer(std::move(spec)));
    if (container) {
        const Result<void> started = await(client.startContainer(*container));
        if (!started) {
            return tl::unexpected<Error>(started.error());
        }
    }
    return container;
}

engine::EngineClient ContainerTest::client()
{
    return engine::EngineClient(address());
}

const char *ContainerTest::nameOf(Way way)
{
    switch (way) {
    case Way::AgentFirst:
        return "agent";
    case Way::AgentByEngine:
        return "agent through the engine";
    default:
        return "engine";
    }
}

void ContainerTest::everyWay()
{
    QTest::addColumn<Way>("way");
    for (const Way way : ways) {
        QTest::newRow(nameOf(way)) << way;
    }
}

void ContainerTest::start(engine::ContainerSpec spec)
{
    const Result<QString> container = startContainer(client(), std::move(spec));
    VERIFY_RESULT(container);
    m_container = *container;
}

bool ContainerTest::run(const QString &image, const nlohmann::json &host)
{
    const nlohmann::json body = {{"Image", image}, {"HostConfig", host}};
    const auto created = ask({.method = "POST",
                              .target = "/containers/create",
                              .contentType = "application/json",
                              .body = json::serialize(body)});
    if (!created) {
        qWarning("%s", qPrintable(created.error().message));
        return false;
    }
    m_container = json::parse(created->body)->at("Id").get<QString>();
    const auto started = await(client().startContainer(m_container));
    return started.has_value();
}

backend::BackendSession ContainerTest::session(Way way) const
{
    return {client(), m_container, way};
}

qsizetype ContainerTest::processesWith(const QByteArray &word) const
{
    backend::ExecSpec list;
    list.command = QStringList{QStringLiteral("ps"), QStringLiteral("-o"), QStringLiteral("args")};
    const auto listed = await(session(Way::EngineAlone).exec(std::move(list)));
    return listed ? listed->standardOutput.count(word) : -1;
}

void ContainerTest::cleanup()
{
    if (!m_container.isEmpty()) {
        VERIFY_RESULT(await(client().removeContainer(m_container)));
        m_container.clear();
    }
    EngineTest::cleanup();
}

} // namespace pierhead::test

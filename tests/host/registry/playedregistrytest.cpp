#include "playedregistrytest.h"

namespace pierhead::test {

QString PlayedRegistryTest::name() const
{
    return QUrl(m_server->url(QStringLiteral("/"))).authority();
}

engine::RegistryLogin PlayedRegistryTest::login() const
{
    return {name(), QStringLiteral("moby"), QStringLiteral("hush"), {}};
}

registry::RegistryClient
PlayedRegistryTest::client(std::optional<engine::RegistryLogin> login) const
{
    return registry::RegistryClient(name(), std::move(login), home());
}

void PlayedRegistryTest::init()
{
    GuardedTest::init();
    m_server = std::make_unique<WebServer>();
    m_server->on("/v2/", [](const WebCall &call) { call.answer(200, "{}"); });
}

void PlayedRegistryTest::cleanup()
{
    m_server.reset();
    GuardedTest::cleanup();
}

} // namespace pierhead::test

#pragma once

#include "guardedtest.h"
#include "webserver.h"

#include <host/registry/registryclient.h>

#include <memory>

namespace pierhead::test {

/// Base of the tests with a registry on this machine that is played by a web server, without TLS.
class PlayedRegistryTest : public GuardedTest
{
    Q_OBJECT

protected:
    [[nodiscard]] WebServer &server() const { return *m_server; }

    /// "localhost:41234"
    [[nodiscard]] QString name() const;
    [[nodiscard]] engine::RegistryLogin login() const;
    [[nodiscard]] registry::RegistryClient
    client(std::optional<engine::RegistryLogin> login = {}) const;

protected Q_SLOTS:
    void init();
    void cleanup();

private:
    std::unique_ptr<WebServer> m_server;
};

} // namespace pierhead::test

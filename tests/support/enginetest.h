#pragma once

#include "guardedtest.h"

#include <host/engine/engineaddress.h>
#include <host/engine/httpclient.h>

#include <QByteArray>
#include <QMap>

namespace pierhead::test {

/// Base of the tests on a real engine, the suite's private one (see tests/engine). Beyond
/// GuardedTest's rules, a test function fails when it leaves a container, a network, a volume or a
/// running exec on the engine. Images may stay. A subclass with an init() of its own calls this one
/// first.
class EngineTest : public GuardedTest
{
    Q_OBJECT

public:
    /// Of the private engine; ends the program where there is none (the test was not run by ctest).
    [[nodiscard]] static engine::EngineAddress address();

    /// The same as text, for --engine and DOCKER_HOST.
    [[nodiscard]] static QString addressText();

    /// Whether it is Podman.
    [[nodiscard]] static bool isPodman();

    /// Builds an image of the files (path to content), one of which is "Dockerfile", under the tag.
    /// Files that start with "#!" are executable. The image's id, or the builder's words.
    [[nodiscard]] static Result<QString> buildImage(QString tag, QMap<QString, QByteArray> files);

    /// Sends one request to the engine and waits for the answer.
    [[nodiscard]] static Result<engine::HttpResponse> ask(engine::HttpRequest request);

protected:
    QStringList leftovers() override;

protected Q_SLOTS:
    void init();

private:
    QStringList m_before;
};

} // namespace pierhead::test

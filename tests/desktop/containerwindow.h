#pragma once

#include "waiting.h"
#include "windowsupport.h"

#include <QTest>

#include <containertest.h>

namespace pierhead::test {

inline const QString containerName = QStringLiteral("pierhead-shop");

/// Writes a line every half second, works a little and ends at once when it is told to.
[[nodiscard]] inline engine::ContainerSpec talkative()
{
    engine::ContainerSpec spec = idleContainer();
    spec.name = containerName;
    spec.command = {
        QStringLiteral("sh"),
        QStringLiteral("-c"),
        QStringLiteral("echo 'shop is open'; trap 'echo closing; exit 3' TERM; n=0; "
                       "while :; do n=$((n+1)); echo \"order $n <b>paid</b>\"; "
                       "head -c 300000 /dev/zero | md5sum >/dev/null; sleep 0.5 & wait $!; done")};
    return spec;
}

/// The window on the engine at `address`, which it has found.
[[nodiscard]] inline std::unique_ptr<desktop::Application> openOnEngine(const QString &address,
                                                                        QSize size = {1200, 800})
{
    auto program = openWindow(address, size);
    static_cast<void>(
        test::waitFor([&program] { return program->engines().engine() != nullptr; }, patience));
    return program;
}

/// Turns to a page about what is on the engine.
inline void
navigate(desktop::Application &program, bridge::NavigationTarget::View view, const QString &id)
{
    program.window().navigate(
        {.view = view, .engine = program.engines().engine()->key(), .id = id});
}

} // namespace pierhead::test

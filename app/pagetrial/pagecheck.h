#pragma once

#include <host/base/paths.h>
#include <host/engine/engineaddress.h>
#include <host/extensions/checkpage.h>

#include <chrono>

namespace pierhead::pagetrial {

/// How long the page of a new version has.
struct PageTimes
{
    /// For loading, and then for showing anything, the start of the program included.
    std::chrono::seconds patience{30};
    /// Beyond that the program is killed; that it hangs says nothing about the page.
    std::chrono::seconds grace{30};
};

/// For ExtensionInstaller: shows the page with `program`, off-screen and in a home that is deleted
/// after it, so that an open tab of the extension and the window that runs are not touched.
/// ProcessFailed where the page fails to load, its process ends, or nothing is to be seen on it;
/// what it writes to its console is no reason. Where the program is at fault the page counts as
/// good, and that is logged. Without a program there is no check. `own` is where the extension is
/// installed.
[[nodiscard]] extensions::CheckPage pageCheck(const QString &program,
                                              const engine::EngineAddress &engine,
                                              const Paths &own,
                                              PageTimes times = {});

} // namespace pierhead::pagetrial

#pragma once

#include <host/extensions/extensionsource.h>
#include <host/extensions/installevent.h>
#include <host/extensions/requestedaccess.h>

#include <QStringList>

namespace pierhead::desktop {

/// The parts of an install that the window lists, in their order.
enum class InstallPhase {
    Fetch,   ///< load, build or pull the image
    Read,    ///< take metadata and files out of it
    Backend, ///< start its backend
    Page,    ///< add its tab
};

[[nodiscard]] InstallPhase phaseOf(extensions::InstallEvent::Step step);
[[nodiscard]] QString phaseText(InstallPhase phase, extensions::ExtensionSource::Kind kind);
/// One line for the log of an install; empty where there is nothing to say.
[[nodiscard]] QString logLine(const extensions::InstallEvent &event);
/// What is installed, for the question: "the image archive hello.tar".
[[nodiscard]] QString sourceText(const extensions::ExtensionSource &source);
/// What a new version asks for beyond the installed one (+) and no more (−), a line each.
[[nodiscard]] QString differenceText(const extensions::AccessDifference &difference);
/// What an extension may be allowed to do, one line for each permission.
[[nodiscard]] QStringList permissionTexts();

} // namespace pierhead::desktop

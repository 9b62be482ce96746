#include "display.h"

namespace pierhead::desktop {

Result<> chooseDisplay(const Options &options)
{
    for (const char *name : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}) {
        if (!qEnvironmentVariableIsEmpty(name)) {
            return {};
        }
    }
    if (options.screenshot.isEmpty()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("There is no display. Set DISPLAY or WAYLAND_DISPLAY, or "
                                      "write a picture instead with --screenshot <file>."));
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return {};
}

} // namespace pierhead::desktop

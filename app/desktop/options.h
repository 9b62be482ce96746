#pragma once

#include "deeplink.h"
#include "theme.h"

#include <host/base/result.h>

#include <QSize>
#include <QStringList>

#include <chrono>
#include <optional>

namespace pierhead::desktop {

/// What the command line asks for.
struct Options
{
    QString engine;    ///< --engine, or empty
    QString extension; ///< --extension: id, name or reference
    std::optional<DeepLink> link;
    QString screenshot;                           ///< --screenshot: the PNG to write
    QString waitFor;                              ///< --wait-for: text of the page
    QString report;                               ///< --report: the JSON file to write
    std::optional<std::chrono::seconds> patience; ///< --patience
    bool isInBackground = false; ///< --background: no window until one is asked for
    std::optional<Theme::Preference> theme;
    std::optional<QSize> size; ///< logical pixels
    /// Set where the program only prints: --help and --version.
    QString output;

    /// InvalidArgument says which option is wrong and what is expected.
    [[nodiscard]] static Result<Options> parse(const QStringList &arguments);
};

} // namespace pierhead::desktop

#pragma once

#include <QLoggingCategory>

/// Everything Pierhead logs is in one of these; QT_LOGGING_RULES="pierhead.*.debug=true" shows all.
/// No secret and no body is logged above debug.
namespace pierhead {

Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcExtensions)
Q_DECLARE_LOGGING_CATEGORY(lcBackend)
Q_DECLARE_LOGGING_CATEGORY(lcBridge)
Q_DECLARE_LOGGING_CATEGORY(lcPage)
Q_DECLARE_LOGGING_CATEGORY(lcDesktop)

} // namespace pierhead

#include "logging.h"

namespace pierhead {

Q_LOGGING_CATEGORY(lcEngine, "pierhead.engine", QtWarningMsg)
Q_LOGGING_CATEGORY(lcExtensions, "pierhead.extensions", QtWarningMsg)
Q_LOGGING_CATEGORY(lcBackend, "pierhead.backend", QtWarningMsg)
Q_LOGGING_CATEGORY(lcBridge, "pierhead.bridge", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPage, "pierhead.page", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDesktop, "pierhead.desktop", QtWarningMsg)

} // namespace pierhead

#pragma once

#include <host/extensions/permissions.h>

#include <QDateTime>
#include <QMetaType>

#include <chrono>

namespace pierhead::bridge {

/// One call that has ended, for the activity log.
struct CallRecord
{
    QString method;
    QDateTime startedAt; ///< UTC
    std::chrono::nanoseconds duration{};
    QString outcome; ///< "ok", or the problem's code
};

} // namespace pierhead::bridge

Q_DECLARE_METATYPE(pierhead::bridge::CallRecord)

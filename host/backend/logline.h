#pragma once

#include <host/engine/framedstream.h>

#include <QString>

namespace pierhead::backend {

/// One line that a service wrote.
struct LogLine
{
    QString service;
    qint64 time = 0; ///< nanoseconds since 1970, by the engine's clock; 0 where it told none
    engine::OutputChannel channel = engine::OutputChannel::Stdout;
    QString text; ///< plain: no escape codes, no control characters, at most 4096 characters

    bool operator==(const LogLine &) const = default;
};

} // namespace pierhead::backend

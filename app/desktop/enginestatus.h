#pragma once

#include <host/base/error.h>

#include <QString>

namespace pierhead::desktop {

/// What the window shows of the engine in use.
struct EngineStatus
{
    enum class Kind {
        Searching,
        Ready,
        Lost,   ///< it was there and does not answer any more
        Failed, ///< none was found: `error` says what was tried
    };

    Kind kind = Kind::Searching;
    QString name;    ///< "Docker Engine"
    QString version; ///< "20.10.24"
    QString address; ///< as DOCKER_HOST takes it, or "embedded"
    QString origin;  ///< who named it
    Error error;     ///< Lost and Failed
};

} // namespace pierhead::desktop

#pragma once

#include "engineaddress.h"

#include <host/base/error.h>

#include <QByteArray>
#include <QString>

#include <boost/system/error_code.hpp>

/// What went wrong on a connection to an engine, in words. Private to host/engine.
namespace pierhead::engine {

[[nodiscard]] QString wordsOf(const boost::system::error_code &code);

/// No connection was made.
[[nodiscard]] Error connectError(const EngineAddress &address,
                                 const boost::system::error_code &code);

/// It broke, or what came was no HTTP.
[[nodiscard]] Error exchangeError(const EngineAddress &address,
                                  const boost::system::error_code &code);

/// The file to be sent cannot be read.
[[nodiscard]] Error uploadError(const QString &file, const Text &why);

/// The engine answered with a status of 400 or above.
[[nodiscard]] Error refusal(int status, const QByteArray &body);

} // namespace pierhead::engine

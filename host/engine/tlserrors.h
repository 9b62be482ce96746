#pragma once

#include "tlssession.h"

#include <host/base/error.h>

/// What went wrong between two sides of TLS, in words. Private to host/engine.
namespace pierhead::engine {

/// The reason for `code`, where it has to do with TLS: PermissionDenied where one side does not
/// trust the other, Protocol where the other does not speak TLS. Else `error`.
[[nodiscard]] Error explainTls(const EngineAddress &address,
                               const TlsSession &session,
                               const boost::system::error_code &code,
                               Error error);

/// The same where the connection was closed before the engine sent anything: that may be its way
/// to refuse our certificate.
[[nodiscard]] Error
closedEarly(const EngineAddress &address, const TlsSession &session, Error error);

} // namespace pierhead::engine

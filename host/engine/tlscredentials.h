#pragma once

#include "engineaddress.h"

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <openssl/x509.h>

/// The files of an address with TLS. Private to host/engine.
namespace pierhead::engine {

/// A context with what the folder `address.certificates` holds. InvalidArgument names the file that
/// is missing, unreadable, or does not fit the others.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>>
tlsContext(const EngineAddress &address);

/// `CN=client, issued by CN=authority, valid until 2027-01-31` (or `expired on`), for people.
[[nodiscard]] Text describe(X509 *certificate);

/// `DNS:engine.example, IP Address:10.0.0.9`: which hosts the certificate is for.
[[nodiscard]] QString hostsOf(X509 *certificate);

/// The files' paths.
[[nodiscard]] QString authorityFile(const EngineAddress &address);
[[nodiscard]] QString certificateFile(const EngineAddress &address);
[[nodiscard]] QString keyFile(const EngineAddress &address);

} // namespace pierhead::engine

#include "tlserrors.h"

#include "tlscredentials.h"

#include <boost/asio/ssl/error.hpp>
#include <openssl/err.h>

namespace pierhead::engine {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

bool isTls(const error_code &code)
{
    return code.category() == asio::error::get_ssl_category();
}

int reasonOf(const error_code &code)
{
    return ERR_GET_REASON(static_cast<unsigned long>(code.value()));
}

/// What an engine says to a certificate that it does not take, or misses.
bool isRefusal(int reason)
{
    constexpr int certificateRequired = SSL_AD_REASON_OFFSET + SSL_AD_CERTIFICATE_REQUIRED;
    return (reason >= SSL_R_SSLV3_ALERT_NO_CERTIFICATE
            && reason <= SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN)
        || reason == SSL_R_TLSV1_ALERT_UNKNOWN_CA || reason == SSL_R_TLSV1_ALERT_ACCESS_DENIED
        || reason == certificateRequired;
}

bool isNoTls(int reason)
{
    return reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST
        || reason == SSL_R_PACKET_LENGTH_TOO_LONG;
}

QString tlsWordsOf(const error_code &code)
{
    const char *reason = ERR_reason_error_string(static_cast<unsigned long>(code.value()));
    return reason != nullptr ? QString::fromUtf8(reason) : QString::fromStdString(code.message());
}

Error untrusted(const EngineAddress &address, const TlsSession &session)
{
    return {ErrorCode::PermissionDenied,
            Text::english("The engine at %1 is not trusted, and was told nothing: its certificate "
                          "(%2) does not pass %3: %4. Put the authority that signed it into that "
                          "file, and use a host name that the certificate has.")
                .arg(address.toString(),
                     session.distrusted(),
                     authorityFile(address),
                     session.distrust())};
}

Error refused(const EngineAddress &address, const TlsSession &session, const QString &words)
{
    if (session.shown() == nullptr) {
        return {ErrorCode::PermissionDenied,
                Text::english("The engine at %1 asks for a client certificate, and there is none: "
                              "%2. Put cert.pem and key.pem, signed by the authority that the "
                              "engine trusts, into the folder %3.")
                    .arg(address.toString(), words, address.certificates)};
    }
    return {
        ErrorCode::PermissionDenied,
        Text::english("The engine at %1 refuses the client certificate in %2 (%3): %4. Use one "
                      "that is in date and signed by the authority that the engine trusts.")
            .arg(address.toString(), certificateFile(address), describe(session.shown()), words)};
}

} // namespace

Error explainTls(const EngineAddress &address,
                 const TlsSession &session,
                 const error_code &code,
                 Error error)
{
    if (!isTls(code)) {
        return error;
    }
    const QString words = tlsWordsOf(code);
    const int reason = reasonOf(code);
    if (!session.distrust().isEmpty()) {
        return untrusted(address, session);
    }
    if (isRefusal(reason)) {
        return refused(address, session, words);
    }
    if (isNoTls(reason)) {
        return {ErrorCode::Protocol,
                Text::english("What answers at %1 does not speak TLS. Check the port, or unset "
                              "DOCKER_TLS_VERIFY if the engine is to be spoken to in the open.")
                    .arg(address.toString()),
                words};
    }
    return {ErrorCode::Io,
            Text::english("The TLS connection to the engine at %1 broke: %2. Look into the "
                          "engine's log.")
                .arg(address.toString(), words)};
}

Error closedEarly(const EngineAddress &address, const TlsSession &session, Error error)
{
    error.setText(error.text()
                  + Text::english(" It may have refused our certificate in %1 (%2).")
                        .arg(certificateFile(address), describe(session.shown())));
    return error;
}

} // namespace pierhead::engine

#include "tlserrors.h"

#include "tlscredentials.h"

#include <QDate>

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
bool isRefusal(const TlsSession &session, int reason)
{
    constexpr int certificateRequired = SSL_AD_REASON_OFFSET + SSL_AD_CERTIFICATE_REQUIRED;
    return (reason >= SSL_R_SSLV3_ALERT_NO_CERTIFICATE
            && reason <= SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN)
        || reason == SSL_R_TLSV1_ALERT_UNKNOWN_CA || reason == SSL_R_TLSV1_ALERT_ACCESS_DENIED
        || reason == certificateRequired
        // TLS 1.2 has no other word for a certificate that is missing.
        || (reason == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE && session.isAsked()
            && session.shown() == nullptr);
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

Text distrustWords(const EngineAddress &address, const TlsSession &session)
{
    const Text certificate = describe(session.distrusted());
    switch (session.distrust()) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return Text::english("a certificate (%1) is not valid on %2, which is this machine's date. "
                             "Have it renewed where the engine runs, or set this machine's clock.")
            .arg(certificate, QDate::currentDate().toString(Qt::ISODate));
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return Text::english("its certificate (%1) is for %2, and not for %3. Use a name of the "
                             "certificate in the engine's address, or have a certificate made for "
                             "that one.")
            .arg(certificate, hostsOf(session.distrusted()), address.host);
    default:
        return Text::english("its certificate (%1) does not pass %2: %3. Put the authority that "
                             "signed it into that file.")
            .arg(certificate,
                 authorityFile(address),
                 QString::fromUtf8(X509_verify_cert_error_string(session.distrust())));
    }
}

Error untrusted(const EngineAddress &address, const TlsSession &session)
{
    return {ErrorCode::PermissionDenied,
            Text::english("The engine at %1 is not trusted, and was told nothing: %2")
                .arg(address.toString(), distrustWords(address, session))};
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
    if (session.distrust() != X509_V_OK) {
        return untrusted(address, session);
    }
    if (isRefusal(session, reason)) {
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
    const bool isShown = session.shown() != nullptr;
    error.setText(error.text()
                  + (isShown ? Text::english(" It may have refused our certificate in %1 (%2).")
                                   .arg(certificateFile(address), describe(session.shown()))
                             : Text::english(" It may want a client certificate, and there is none "
                                             "in the folder %1.")
                                   .arg(address.certificates)));
    return error;
}

} // namespace pierhead::engine

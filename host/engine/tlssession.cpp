#include "tlssession.h"

#include <QHostAddress>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace pierhead::engine {

namespace asio = boost::asio;
using boost::system::error_code;

TlsSession::TlsSession(std::shared_ptr<asio::ssl::context> context, const EngineAddress &address)
    : m_context(std::move(context))
    , m_ssl(SSL_new(m_context->native_handle()), &SSL_free)
    , m_input(BIO_new(BIO_s_mem()))
    , m_output(BIO_new(BIO_s_mem()))
    , m_distrusted(nullptr, &X509_free)
{
    SSL_set_bio(m_ssl.get(), m_input, m_output);
    SSL_set_connect_state(m_ssl.get());
    const std::string host = address.host.toStdString();
    if (QHostAddress(address.host).isNull()) {
        // What SSL_set_tlsext_host_name is short for.
        SSL_ctrl(m_ssl.get(),
                 SSL_CTRL_SET_TLSEXT_HOSTNAME,
                 TLSEXT_NAMETYPE_host_name,
                 const_cast<char *>(host.c_str()));
        SSL_set1_host(m_ssl.get(), host.c_str());
    } else {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl.get()), host.c_str());
    }
    SSL_set_ex_data(m_ssl.get(), 0, this);
    SSL_set_verify(m_ssl.get(),
                   address.verifiesServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
                   &TlsSession::verify);
    // Called when the other side asks for our certificate.
    const auto note = [](SSL * /*ssl*/, void *self) {
        static_cast<TlsSession *>(self)->m_isAsked = true;
        return 1;
    };
    SSL_set_cert_cb(m_ssl.get(), note, this);
}

int TlsSession::verify(int isGood, X509_STORE_CTX *store)
{
    const auto *ssl =
        static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *self = static_cast<TlsSession *>(SSL_get_ex_data(ssl, 0));
    const bool isRequired = SSL_get_verify_mode(ssl) != SSL_VERIFY_NONE;
    if (isGood == 0 && isRequired && self->m_distrust == X509_V_OK) {
        self->m_distrust = X509_STORE_CTX_get_error(store);
        X509 *certificate = X509_STORE_CTX_get_current_cert(store);
        if (certificate != nullptr) {
            X509_up_ref(certificate);
            self->m_distrusted.reset(certificate);
        }
    }
    return isGood;
}

TlsSession::Step TlsSession::handshake()
{
    ERR_clear_error();
    return after(SSL_do_handshake(m_ssl.get()));
}

TlsSession::Step TlsSession::read(void *room, std::size_t size)
{
    ERR_clear_error();
    std::size_t count = 0;
    const int result = SSL_read_ex(m_ssl.get(), room, size, &count);
    Step step = after(result);
    step.count = count;
    return step;
}

TlsSession::Step TlsSession::write(const void *bytes, std::size_t size)
{
    ERR_clear_error();
    std::size_t count = 0;
    const int result = SSL_write_ex(m_ssl.get(), bytes, size, &count);
    Step step = after(result);
    step.count = count;
    return step;
}

void TlsSession::shutdown()
{
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

TlsSession::Step TlsSession::after(int result)
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_NONE:
        return {};
    case SSL_ERROR_WANT_READ:
        return {State::WantsInput};
    case SSL_ERROR_ZERO_RETURN:
        return {State::Failed, 0, asio::error::eof};
    default:
        break;
    }
    const auto reason = static_cast<int>(ERR_get_error());
    return {State::Failed,
            0,
            reason != 0 ? error_code(reason, asio::error::get_ssl_category())
                        : error_code(asio::error::connection_reset)};
}

void TlsSession::giveInput(const QByteArray &bytes)
{
    BIO_write(m_input, bytes.constData(), static_cast<int>(bytes.size()));
}

QByteArray TlsSession::takeOutput()
{
    QByteArray bytes(static_cast<qsizetype>(BIO_ctrl_pending(m_output)), Qt::Uninitialized);
    if (!bytes.isEmpty()) {
        BIO_read(m_output, bytes.data(), static_cast<int>(bytes.size()));
    }
    return bytes;
}

bool TlsSession::hasInput() const
{
    return SSL_pending(m_ssl.get()) > 0 || BIO_ctrl_pending(m_input) > 0;
}

X509 *TlsSession::shown() const
{
    return SSL_get_certificate(m_ssl.get());
}

} // namespace pierhead::engine

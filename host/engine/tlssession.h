#pragma once

#include "engineaddress.h"

#include <QByteArray>

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <openssl/ssl.h>

namespace pierhead::engine {

/// A client's half of TLS, without any socket: what is received is given to it, what is to be sent
/// is taken from it. Private to host/engine.
class TlsSession final
{
public:
    enum class State {
        Done,
        WantsInput, ///< give it more, and call again
        Failed,     ///< by `code`; asio's eof where the other side said that it ends
    };

    struct Step
    {
        State state = State::Done;
        std::size_t count = 0;
        boost::system::error_code code = {};
    };

    TlsSession(std::shared_ptr<boost::asio::ssl::context> context, const EngineAddress &address);
    Q_DISABLE_COPY_MOVE(TlsSession)

    [[nodiscard]] Step handshake();
    [[nodiscard]] Step read(void *room, std::size_t size);
    /// Never WantsInput after the handshake.
    [[nodiscard]] Step write(const void *bytes, std::size_t size);
    /// Says that no more will be written.
    void shutdown();

    void giveInput(const QByteArray &bytes);
    [[nodiscard]] QByteArray takeOutput();
    /// Some input has not been read yet.
    [[nodiscard]] bool hasInput() const;

    /// Why the other side is not trusted: X509_V_ERR_…, or X509_V_OK where it is.
    [[nodiscard]] int distrust() const { return m_distrust; }

    /// The certificate that this is about: the other side's own, or one that vouches for it.
    [[nodiscard]] X509 *distrusted() const { return m_distrusted.get(); }

    /// The certificate that we have to show; null where we have none.
    [[nodiscard]] X509 *shown() const;

    /// The other side wants to see one.
    [[nodiscard]] bool isAsked() const { return m_isAsked; }

private:
    [[nodiscard]] Step after(int result);
    static int verify(int isGood, X509_STORE_CTX *store);

    std::shared_ptr<boost::asio::ssl::context> m_context;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_ssl;
    BIO *m_input = nullptr;  ///< owned by m_ssl
    BIO *m_output = nullptr; ///< likewise
    bool m_isAsked = false;
    int m_distrust = X509_V_OK;
    std::unique_ptr<X509, decltype(&X509_free)> m_distrusted;
};

} // namespace pierhead::engine

#pragma once

#include "engineaddress.h"

#include <host/base/text.h>

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

    /// Why the other side's certificate is not trusted; empty where it is.
    [[nodiscard]] QString distrust() const { return m_distrust; }

    /// That certificate, for people.
    [[nodiscard]] Text distrusted() const { return m_distrusted; }

    /// The certificate that we have to show; null where we have none.
    [[nodiscard]] X509 *shown() const;

private:
    [[nodiscard]] Step after(int result);
    static int verify(int isGood, X509_STORE_CTX *store);

    std::shared_ptr<boost::asio::ssl::context> m_context;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_ssl;
    BIO *m_input = nullptr;  ///< owned by m_ssl
    BIO *m_output = nullptr; ///< likewise
    QString m_distrust;
    Text m_distrusted;
};

} // namespace pierhead::engine

#include "tlscredentials.h"

#include "connectionerrors.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <openssl/bio.h>
#include <openssl/ssl.h>

namespace pierhead::engine {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

using Context = std::shared_ptr<ssl::context>;

tl::unexpected<Error> unusable(const QString &file, const Text &why)
{
    return failure(
        ErrorCode::InvalidArgument,
        Text::english("The file %1 for the engine's TLS cannot be used: %2").arg(file, why));
}

/// A path as the library takes it.
std::string native(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

QString nameText(const X509_NAME *name)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    X509_NAME_print_ex(text.get(), name, 0, XN_FLAG_ONELINE & ~XN_FLAG_SPC_EQ);
    char *data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return QString::fromUtf8(data, size);
}

Text dateText(const ASN1_TIME *time)
{
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) {
        return Text::english("an unknown day");
    }
    constexpr int firstYear = 1900;
    return QDate(parts.tm_year + firstYear, parts.tm_mon + 1, parts.tm_mday).toString(Qt::ISODate);
}

Result<> loadAuthority(ssl::context &context, const EngineAddress &address)
{
    const QString file = authorityFile(address);
    error_code code;
    if (QFileInfo::exists(file)) {
        context.load_verify_file(native(file), code);
        if (code) {
            return unusable(file,
                            Text::english("%1. It holds the authority that signed the engine's "
                                          "certificate, in PEM form.")
                                .arg(wordsOf(code)));
        }
    } else {
        context.set_default_verify_paths(code);
    }
    return {};
}

Result<> loadClient(ssl::context &context, const EngineAddress &address)
{
    const QString certificate = certificateFile(address);
    const QString key = keyFile(address);
    if (!QFileInfo::exists(certificate) && !QFileInfo::exists(key)) {
        return {};
    }
    for (const QString &file : {certificate, key}) {
        if (!QFileInfo(file).isReadable()) {
            return unusable(file,
                            Text::english("it is missing, or you may not read it. A client shows "
                                          "a certificate and has its key."));
        }
    }
    error_code code;
    context.use_certificate_chain_file(native(certificate), code);
    if (code) {
        return unusable(certificate,
                        Text::english("%1. It is a certificate in PEM form.").arg(wordsOf(code)));
    }
    bool isLocked = false;
    // Without this the library asks on the terminal.
    context.set_password_callback(
        [&isLocked](std::size_t, ssl::context::password_purpose) {
            isLocked = true;
            return std::string();
        },
        code);
    context.use_private_key_file(native(key), ssl::context::pem, code);
    SSL_CTX_set_default_passwd_cb_userdata(context.native_handle(), nullptr);
    if (code) {
        return unusable(key,
                        isLocked ? Text::english("it is locked with a password. Write it without "
                                                 "one: openssl pkey -in %1 -out %1.open")
                                       .arg(key)
                                 : Text::english("%1. It is the key of %2, in PEM form.")
                                       .arg(wordsOf(code), certificate));
    }
    return {};
}

} // namespace

Result<std::shared_ptr<ssl::context>> tlsContext(const EngineAddress &address)
{
    if (!QFileInfo(address.certificates).isDir() && address.verifiesServer) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("The engine at %1 wants TLS, and there is no folder %2 with "
                                     "ca.pem, cert.pem and key.pem. Look at DOCKER_CERT_PATH, or "
                                     "at the Docker context.")
                           .arg(address.toString(), address.certificates));
    }
    auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    const Result<> loaded =
        loadAuthority(*context, address).and_then([&] { return loadClient(*context, address); });
    if (!loaded) {
        return tl::unexpected<Error>(loaded.error());
    }
    return context;
}

Text describe(X509 *certificate)
{
    if (certificate == nullptr) {
        return Text::english("none");
    }
    return Text::english("%1, issued by %2, valid until %3")
        .arg(nameText(X509_get_subject_name(certificate)),
             nameText(X509_get_issuer_name(certificate)),
             dateText(X509_get0_notAfter(certificate)));
}

QString authorityFile(const EngineAddress &address)
{
    return QDir(address.certificates).filePath(QStringLiteral("ca.pem"));
}

QString certificateFile(const EngineAddress &address)
{
    return QDir(address.certificates).filePath(QStringLiteral("cert.pem"));
}

QString keyFile(const EngineAddress &address)
{
    return QDir(address.certificates).filePath(QStringLiteral("key.pem"));
}

} // namespace pierhead::engine

#include "tlscredentials.h"

#include "connectionerrors.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

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

/// What the library prints.
template <typename Print>
QString printed(Print print)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    print(text.get());
    char *data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return QString::fromUtf8(data, size);
}

QString nameText(const X509_NAME *name)
{
    return printed([name](BIO *text) {
        X509_NAME_print_ex(text, name, 0, XN_FLAG_ONELINE & ~XN_FLAG_SPC_EQ);
    });
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
    if (!QFileInfo::exists(file)) {
        context.set_default_verify_paths(code);
        return {};
    }
    context.load_verify_file(native(file), code);
    if (code) {
        return unusable(file,
                        Text::english("no certificate can be read from it: %1. Put the authority "
                                      "that signed the engine's certificate there, in PEM form.")
                            .arg(wordsOf(code)));
    }
    return {};
}

bool isOfAnother(const error_code &code)
{
    const auto value = static_cast<unsigned long>(code.value());
    return ERR_GET_LIB(value) == ERR_LIB_X509
        && (ERR_GET_REASON(value) == X509_R_KEY_VALUES_MISMATCH
            || ERR_GET_REASON(value) == X509_R_KEY_TYPE_MISMATCH);
}

/// Why the key is of no use; without a code because it is of another kind than the certificate.
Text keyWords(const EngineAddress &address, const error_code &code, bool isLocked)
{
    const QString certificate = certificateFile(address);
    if (isLocked) {
        return Text::english("it is locked with a password. Write it without one: openssl pkey -in "
                             "%1 -out %1.open")
            .arg(keyFile(address));
    }
    if (!code || isOfAnother(code)) {
        return Text::english("it is the key of another certificate than %1. Put the key there that "
                             "was made with that certificate.")
            .arg(certificate);
    }
    return Text::english("no key can be read from it: %1. Put the key of %2 there, in PEM form.")
        .arg(wordsOf(code), certificate);
}

Result<> loadClient(ssl::context &context, const EngineAddress &address)
{
    const QString certificate = certificateFile(address);
    const QString key = keyFile(address);
    if (!QFileInfo::exists(certificate) && !QFileInfo::exists(key)) {
        return {};
    }
    for (const QString &file : {certificate, key}) {
        const QFileInfo info(file);
        if (!info.isFile() || !info.isReadable()) {
            return unusable(file,
                            Text::english("there is no such file, or you may not read it. A client "
                                          "certificate is two files, cert.pem and key.pem: put "
                                          "both there, or none."));
        }
    }
    error_code code;
    context.use_certificate_chain_file(native(certificate), code);
    if (code) {
        return unusable(certificate,
                        Text::english("no certificate can be read from it: %1. Put the client "
                                      "certificate there, in PEM form.")
                            .arg(wordsOf(code)));
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
    // The library has a place for each kind of key, and does not compare one with the others.
    if (code || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        return unusable(key, keyWords(address, code, isLocked));
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
    const ASN1_TIME *end = X509_get0_notAfter(certificate);
    const bool isOver = X509_cmp_current_time(end) < 0;
    const Text form = isOver ? Text::english("%1, issued by %2, expired on %3")
                             : Text::english("%1, issued by %2, valid until %3");
    return form.arg(nameText(X509_get_subject_name(certificate)),
                    nameText(X509_get_issuer_name(certificate)),
                    dateText(end));
}

QString hostsOf(X509 *certificate)
{
    const int place = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    if (place < 0) {
        return nameText(X509_get_subject_name(certificate));
    }
    return printed([certificate, place](BIO *text) {
        X509V3_EXT_print(text, X509_get_ext(certificate, place), 0, 0);
    });
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

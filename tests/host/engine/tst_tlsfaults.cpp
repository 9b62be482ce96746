#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/engineclient.h>

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace pierhead::engine {

using test::await;

namespace {

/// `openssl s_server` on 127.0.0.1, which answers GET /version as an engine does. The certificates
/// are of make-tls-faults.
class TlsServer final
{
    Q_DISABLE_COPY_MOVE(TlsServer)

public:
    TlsServer(const QString &folder, const QString &certificate, const QStringList &more = {})
    {
        m_process.setWorkingDirectory(folder);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral("openssl"),
                        QStringList{QStringLiteral("s_server"),
                                    QStringLiteral("-accept"),
                                    QStringLiteral("127.0.0.1:0"),
                                    QStringLiteral("-cert"),
                                    certificate + QStringLiteral(".pem"),
                                    QStringLiteral("-key"),
                                    certificate + QStringLiteral(".key"),
                                    QStringLiteral("-WWW")}
                            + more);
    }

    ~TlsServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// Where it listens; empty, with a warning, where it does not.
    [[nodiscard]] QString port()
    {
        static const QRegularExpression form(QStringLiteral(R"(ACCEPT \S+:(\d+)\s)"));
        QRegularExpressionMatch match;
        const auto isThere = [this, &match] {
            match = form.match(QString::fromUtf8(output()));
            return match.hasMatch();
        };
        if (!QTest::qWaitFor(isThere)) {
            qWarning("%s", m_output.constData());
        }
        return match.captured(1);
    }

    /// Among it is a line for each request.
    [[nodiscard]] QByteArray output()
    {
        m_output += m_process.readAll();
        return m_output;
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

const QByteArray requestLine = "FILE:version";

} // namespace

/// Certificates that are refused, by us or by the engine, and files that are of no use.
class TlsFaultsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    const QString m_folder = QDir::tempPath() + QStringLiteral("/tls");

    [[nodiscard]] Result<EngineVersion> versionAt(const QString &host, const QString &files) const
    {
        const auto address = EngineAddress::parse(
            QStringLiteral("tcp://%1?certificates=%2/%3").arg(host, m_folder, files));
        if (!address) {
            return tl::unexpected<Error>(address.error());
        }
        const EngineClient client(*address);
        return await(client.version());
    }

    /// The words are in the error's, one behind the other.
    static void compareWords(const Result<EngineVersion> &version, const QStringList &words)
    {
        QVERIFY(!version);
        const QString message = version.error().message;
        qsizetype place = 0;
        for (const QString &part : words) {
            place = message.indexOf(part, place);
            QVERIFY2(place >= 0, qPrintable(part + QStringLiteral(" is not in: ") + message));
            place += part.size();
        }
    }

private Q_SLOTS:

    void initTestCase()
    {
        QProcess make;
        make.start(QStringLiteral(PIERHEAD_MAKE_TLS_FAULTS), {m_folder});
        QVERIFY2(make.waitForFinished() && make.exitCode() == 0, make.readAllStandardError());
    }

    void cleanupTestCase() { QVERIFY(QDir(m_folder).removeRecursively()); }

    void version_rightServer_answers()
    {
        TlsServer server(m_folder, QStringLiteral("right"));
        const QString port = server.port();
        for (const QString &host : {QStringLiteral("127.0.0.1:"), QStringLiteral("localhost:")}) {
            VERIFY_RESULT(versionAt(host + port, QStringLiteral("nobody")));
        }
        QTRY_COMPARE(server.output().count(requestLine), 2);
    }

    void version_untrustedServer_isToldNothing_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("expired") << QStringLiteral("expired") << QStringLiteral("127.0.0.1")
                                 << QStringList{
                                        QStringLiteral("a certificate (CN=expired, issued "
                                                       "by CN=house, expired on 20"),
                                        QStringLiteral(") is not valid on 20"),
                                        QStringLiteral("Have it renewed where the engine "
                                                       "runs, or set this machine's clock")};
        QTest::newRow("of another name")
            << QStringLiteral("named") << QStringLiteral("localhost")
            << QStringList{QStringLiteral("its certificate (CN=named, issued by CN=house, valid"),
                           QStringLiteral(") is for DNS:other.example, IP Address:10.99.0.2, and "
                                          "not for localhost. Use a name of the certificate")};
        QTest::newRow("of another address")
            << QStringLiteral("named") << QStringLiteral("127.0.0.1")
            << QStringList{QStringLiteral(") is for DNS:other.example, IP Address:10.99.0.2, and "
                                          "not for 127.0.0.1. Use a name of the certificate")};
        QTest::newRow("signed by another")
            << QStringLiteral("foreign") << QStringLiteral("127.0.0.1")
            << QStringList{QStringLiteral("its certificate (CN=foreign, issued by CN=elsewhere"),
                           QStringLiteral("/nobody/ca.pem: unable to get local issuer certificate"),
                           QStringLiteral("Put the authority that signed it into that file")};
        QTest::newRow("signed by itself")
            << QStringLiteral("elsewhere") << QStringLiteral("127.0.0.1")
            << QStringList{QStringLiteral("its certificate (CN=elsewhere, issued by CN=elsewhere"),
                           QStringLiteral("/nobody/ca.pem: self"),
                           QStringLiteral("Put the authority that signed it into that file")};
    }

    void version_untrustedServer_isToldNothing()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, host);
        QFETCH(QStringList, words);
        TlsServer server(m_folder, certificate);
        const QString place = host + QLatin1Char(':') + server.port();
        const auto version = versionAt(place, QStringLiteral("nobody"));
        COMPARE_ERROR(version, ErrorCode::PermissionDenied);
        compareWords(version,
                     QStringList{QStringLiteral("The engine at tcp://") + place
                                 + QStringLiteral(" is not trusted, and was told nothing: ")}
                         + words);
        QVERIFY(!server.output().contains(requestLine));
    }

    void version_clientCertificate_isRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("files");
        QTest::addColumn<QStringList>("words");
        // The refusal comes within the handshake, or in place of the first answer.
        for (const QString &protocol : {QStringLiteral("tls1_2"), QStringLiteral("tls1_3")}) {
            const auto row = [&protocol](const char *name) -> QTestData & {
                return QTest::addRow("%s, %s", name, qPrintable(protocol)) << protocol;
            };
            row("right") << QStringLiteral("client") << QStringList();
            row("none") << QStringLiteral("nobody")
                        << QStringList{QStringLiteral("asks for a client certificate, and there is "
                                                      "none"),
                                       QStringLiteral("Put cert.pem and key.pem, signed by the "
                                                      "authority that the engine trusts"),
                                       QStringLiteral("/nobody")};
            row("signed by another")
                << QStringLiteral("stranger")
                << QStringList{QStringLiteral("refuses the client certificate in "),
                               QStringLiteral("/stranger/cert.pem (CN=foreigner, issued by "
                                              "CN=elsewhere, valid until 20"),
                               QStringLiteral("unknown ca"),
                               QStringLiteral("signed by the authority that the engine trusts")};
            row("expired") << QStringLiteral("former")
                           << QStringList{QStringLiteral("refuses the client certificate in "),
                                          QStringLiteral("/former/cert.pem (CN=former, issued by "
                                                         "CN=house, expired on 20"),
                                          QStringLiteral("certificate expired"),
                                          QStringLiteral("Use one that is in date")};
        }
    }

    void version_clientCertificate_isRefusedWithTheReason()
    {
        QFETCH(QString, protocol);
        QFETCH(QString, files);
        QFETCH(QStringList, words);
        TlsServer server(m_folder,
                         QStringLiteral("right"),
                         {QLatin1Char('-') + protocol,
                          QStringLiteral("-CAfile"),
                          QStringLiteral("house.pem"),
                          QStringLiteral("-verify_return_error"),
                          QStringLiteral("-Verify"),
                          QStringLiteral("1")});
        const auto version = versionAt(QStringLiteral("127.0.0.1:") + server.port(), files);
        if (words.isEmpty()) {
            VERIFY_RESULT(version);
            return;
        }
        COMPARE_ERROR(version, ErrorCode::PermissionDenied);
        compareWords(version, words);
        QVERIFY(!server.output().contains(requestLine));
    }

    void version_uselessFile_isNamed_data()
    {
        QTest::addColumn<QString>("files");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const QString &files, const QString &file, const QStringList &words) {
            QTest::newRow(qPrintable(files))
                << files
                << QStringList{QStringLiteral("The file "),
                               QLatin1Char('/') + files + QLatin1Char('/') + file
                                   + QStringLiteral(" for the engine's TLS cannot be used: ")}
                    + words;
        };
        const QString key = QStringLiteral("key.pem");
        const QString certificate = QStringLiteral("cert.pem");
        for (const QString &files : {QStringLiteral("otherkey"), QStringLiteral("otherkind")}) {
            row(files,
                key,
                {QStringLiteral("it is the key of another certificate than "),
                 files + QStringLiteral("/cert.pem. Put the key there that was made with")});
        }
        row(QStringLiteral("badkey"),
            key,
            {QStringLiteral("no key can be read from it: "),
             QStringLiteral("/badkey/cert.pem there, in PEM form")});
        row(QStringLiteral("lockedkey"),
            key,
            {QStringLiteral("it is locked with a password. Write it without one: openssl pkey")});
        const QStringList unread{QStringLiteral("there is no such file, or you may not read it"),
                                 QStringLiteral("put both there, or none")};
        row(QStringLiteral("folderkey"), key, unread);
        row(QStringLiteral("nokey"), key, unread);
        row(QStringLiteral("nocert"), certificate, unread);
        row(QStringLiteral("badcert"),
            certificate,
            {QStringLiteral("no certificate can be read from it: "),
             QStringLiteral("Put the client certificate there, in PEM form")});
        row(QStringLiteral("badca"),
            QStringLiteral("ca.pem"),
            {QStringLiteral("no certificate can be read from it: "),
             QStringLiteral("Put the authority that signed the engine's certificate there")});
        QTest::newRow("no folder") << QStringLiteral("nowhere")
                                   << QStringList{QStringLiteral("there is no folder "),
                                                  QStringLiteral("/nowhere with ca.pem, cert.pem "
                                                                 "and key.pem. Look at")};
    }

    void version_uselessFile_isNamed()
    {
        QFETCH(QString, files);
        QFETCH(QStringList, words);
        TlsServer server(m_folder, QStringLiteral("right"));
        const auto version = versionAt(QStringLiteral("127.0.0.1:") + server.port(), files);
        COMPARE_ERROR(version, ErrorCode::InvalidArgument);
        compareWords(version, words);
        QVERIFY(!server.output().contains(requestLine));
    }
};

PIERHEAD_TEST(TlsFaultsTest)

} // namespace pierhead::engine

#include "tst_tlsfaults.moc"

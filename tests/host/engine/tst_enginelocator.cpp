#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/enginelocator.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

namespace pierhead::engine {

class EngineLocatorTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    void writeFile(const QString &path, const QByteArray &content) const
    {
        const QString whole = home() + QLatin1Char('/') + path;
        QDir().mkpath(QFileInfo(whole).path());
        QFile file(whole);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("cannot write a test file");
        }
    }

    [[nodiscard]] static QString folderOf(const QByteArray &context)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(context, QCryptographicHash::Sha256).toHex());
    }

    void
    writeContext(const QByteArray &name, const QByteArray &host, const QByteArray &more = {}) const
    {
        writeFile(QStringLiteral("docker/contexts/meta/%1/meta.json").arg(folderOf(name)),
                  "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\""
                      + more + "}}}");
    }

    /// The only candidate, which must be a named one.
    [[nodiscard]] static QString named(const QString &requested = {})
    {
        const auto found = engineCandidates(requested);
        if (!found) {
            return found.error().message;
        }
        if (found->size() != 1 || !found->front().isNamed) {
            return QStringLiteral("%1 candidates").arg(found->size());
        }
        return found->front().origin.inEnglish() + QStringLiteral(" = ")
            + found->front().address.key();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        for (const char *name : {"PIERHEAD_ENGINE",
                                 "DOCKER_HOST",
                                 "DOCKER_CONTEXT",
                                 "DOCKER_TLS",
                                 "DOCKER_TLS_VERIFY",
                                 "DOCKER_CERT_PATH"}) {
            qunsetenv(name);
        }
        qputenv("DOCKER_CONFIG", home().toUtf8() + "/docker");
        qputenv("XDG_RUNTIME_DIR", home().toUtf8());
    }

    void candidates_allNamed_earlierWins()
    {
        writeContext("one", "unix:///context-one");
        writeContext("two", "unix:///context-two");
        writeFile(QStringLiteral("docker/config.json"), "{\"currentContext\":\"one\"}");
        QCOMPARE(named(), QStringLiteral("the Docker context \"one\" = unix:///context-one"));
        qputenv("DOCKER_CONTEXT", "two");
        QCOMPARE(named(), QStringLiteral("the Docker context \"two\" = unix:///context-two"));
        qputenv("DOCKER_HOST", "unix:///host");
        QCOMPARE(named(), QStringLiteral("DOCKER_HOST = unix:///host"));
        qputenv("PIERHEAD_ENGINE", "tcp://127.0.0.1:1");
        QCOMPARE(named(), QStringLiteral("PIERHEAD_ENGINE = tcp://127.0.0.1:1"));
        QCOMPARE(named(QStringLiteral("/asked")), QStringLiteral("--engine = unix:///asked"));
        QCOMPARE(named(QStringLiteral("one")),
                 QStringLiteral("the Docker context \"one\" = unix:///context-one"));
        qputenv("PIERHEAD_ENGINE", "two");
        QCOMPARE(named(), QStringLiteral("the Docker context \"two\" = unix:///context-two"));
        qputenv("PIERHEAD_ENGINE", "default");
        QCOMPARE(named(), QStringLiteral("DOCKER_HOST = unix:///host"));
    }

    void candidates_nothingNamed_areTheSocketsThatExist()
    {
        writeFile(QStringLiteral("docker/config.json"), "{\"currentContext\":\"default\"}");
        writeFile(QStringLiteral("podman/podman.sock"), {});
        const auto one = engineCandidates({});
        VERIFY_RESULT(one);
        writeFile(QStringLiteral("docker.sock"), {});
        const auto two = engineCandidates({});
        VERIFY_RESULT(two);
        QCOMPARE(two->size(), one->size() + 1);
        // Those of the machine itself may be there too.
        QStringList ours;
        for (const EngineCandidate &candidate : *two) {
            QVERIFY(!candidate.isNamed);
            QCOMPARE(candidate.origin.inEnglish(), candidate.address.path);
            QVERIFY(QFile::exists(candidate.origin.inEnglish()));
            if (candidate.origin.inEnglish().startsWith(home())) {
                ours.append(candidate.origin.inEnglish().mid(home().size()));
            }
        }
        QCOMPARE(
            ours,
            QStringList({QStringLiteral("/docker.sock"), QStringLiteral("/podman/podman.sock")}));
    }

    void candidates_brokenNames_sayWhoNamedThem_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("start");
        QTest::newRow("PIERHEAD_ENGINE") << QByteArray("PIERHEAD_ENGINE") << QByteArray("what")
                                         << QStringLiteral("PIERHEAD_ENGINE: \"what\" is no");
        QTest::newRow("DOCKER_HOST") << QByteArray("DOCKER_HOST") << QByteArray("npipe://x")
                                     << QStringLiteral("DOCKER_HOST: \"npipe://x\" is no");
        QTest::newRow("a context is no host") << QByteArray("DOCKER_HOST") << QByteArray("empty")
                                              << QStringLiteral("DOCKER_HOST: \"empty\" is no");
        QTest::newRow("no such context")
            << QByteArray("DOCKER_CONTEXT") << QByteArray("gone")
            << QStringLiteral("the Docker context \"gone\": There is no Docker context \"gone\"");
        QTest::newRow("context without host") << QByteArray("DOCKER_CONTEXT") << QByteArray("empty")
                                              << QStringLiteral("the Docker context \"empty\": ");
        QTest::newRow("context with a broken host")
            << QByteArray("DOCKER_CONTEXT") << QByteArray("odd")
            << QStringLiteral("the Docker context \"odd\": \"npipe:////./pipe\" is no");
    }

    void candidates_brokenNames_sayWhoNamedThem()
    {
        QFETCH(QByteArray, variable);
        QFETCH(QByteArray, value);
        QFETCH(QString, start);
        writeFile(QStringLiteral("docker/contexts/meta/%1/meta.json").arg(folderOf("empty")),
                  "{\"Endpoints\":{}}");
        writeContext("odd", "npipe:////./pipe");
        qputenv(variable.constData(), value);
        const auto found = engineCandidates({});
        QVERIFY(!found);
        QVERIFY2(found.error().message.startsWith(start), qPrintable(found.error().message));
    }

    void candidates_tlsOfEnvironment_countsForTcp()
    {
        qputenv("DOCKER_HOST", "tcp://127.0.0.1:2000");
        qputenv("DOCKER_TLS_VERIFY", "1");
        const QString folder = home() + QStringLiteral("/docker");
        QCOMPARE(named(),
                 QStringLiteral("DOCKER_HOST = tcp://127.0.0.1:2000?certificates=%1").arg(folder));
        qputenv("DOCKER_CERT_PATH", "/certs");
        QCOMPARE(named(QStringLiteral("tcp://host")),
                 QStringLiteral("--engine = tcp://host:2376?certificates=/certs"));
        qunsetenv("DOCKER_TLS_VERIFY");
        qputenv("DOCKER_TLS", "1");
        QCOMPARE(
            named(),
            QStringLiteral("DOCKER_HOST = tcp://127.0.0.1:2000?certificates=/certs&verify=no"));
        qputenv("DOCKER_HOST", "unix:///host");
        QCOMPARE(named(), QStringLiteral("DOCKER_HOST = unix:///host"));
        qputenv("DOCKER_HOST", "ssh://me@host");
        QCOMPARE(named(), QStringLiteral("DOCKER_HOST = ssh://me@host"));
    }

    void candidates_contextWithTls_hasItsOwnFolder()
    {
        const QString folder =
            home() + QStringLiteral("/docker/contexts/tls/%1/docker").arg(folderOf("tls"));
        writeContext("tls", "tcp://127.0.0.1:1");
        writeFile(folder.mid(home().size() + 1) + QStringLiteral("/ca.pem"), {});
        qputenv("DOCKER_CONTEXT", "tls");
        const QString start = QStringLiteral("the Docker context \"tls\" = tcp://127.0.0.1:1");
        QCOMPARE(named(), start + QStringLiteral("?certificates=") + folder);
        writeContext("tls", "tcp://127.0.0.1:1", ",\"SkipTLSVerify\":true");
        QCOMPARE(named(), start + QStringLiteral("?certificates=%1&verify=no").arg(folder));
    }

    void candidates_neitherAddressNorContext_saysBoth()
    {
        writeContext("one", "unix:///context-one");
        const auto found = engineCandidates(QStringLiteral("onne"));
        COMPARE_ERROR(found, ErrorCode::InvalidArgument);
        QVERIFY(found.error().message.startsWith(
            QStringLiteral("--engine: \"onne\" is no engine address")));
        QVERIFY(
            found.error().message.contains(QStringLiteral("There is no Docker context \"onne\"")));
        QVERIFY(found.error().message.endsWith(QStringLiteral("There are: one.")));
    }

    void knownEngines_contextsAndSockets_eachOnce()
    {
        writeContext("b", "ssh://me@host");
        writeContext("a", "unix:///context-a");
        writeContext("same", "unix:///context-a");
        writeContext("broken", "npipe://x");
        writeFile(QStringLiteral("docker/contexts/meta/junk/meta.json"), "{");
        writeFile(QStringLiteral("docker.sock"), {});
        qputenv("DOCKER_CONTEXT", "b");
        const KnownEngines known = knownEngines({});
        QStringList found;
        for (const EngineCandidate &candidate : known.engines) {
            if (candidate.isNamed || candidate.origin.inEnglish().startsWith(home())) {
                found.append(candidate.address.toString());
            }
        }
        QCOMPARE(found,
                 QStringList({QStringLiteral("ssh://me@host"),
                              QStringLiteral("unix:///context-a"),
                              QStringLiteral("unix://%1/docker.sock").arg(home())}));
        QCOMPARE(known.problems.size(), 1U);
        QVERIFY(known.problems.front().message.startsWith(
            QStringLiteral("the Docker context \"broken\": ")));
    }

    void candidates_brokenConfig_namesTheFile()
    {
        writeFile(QStringLiteral("docker/config.json"), "{");
        const auto found = engineCandidates({});
        COMPARE_ERROR(found, ErrorCode::Protocol);
        QVERIFY(found.error().message.contains(QStringLiteral("docker/config.json")));
    }

    void cleanup()
    {
        qunsetenv("DOCKER_CONFIG");
        qunsetenv("XDG_RUNTIME_DIR");
        GuardedTest::cleanup();
    }
};

PIERHEAD_TEST(EngineLocatorTest)

} // namespace pierhead::engine

#include "tst_enginelocator.moc"

#include "guardedtest.h"
#include "result.h"

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

    void writeContext(const QByteArray &name, const QByteArray &host) const
    {
        writeFile(QStringLiteral("docker/contexts/meta/%1/meta.json").arg(folderOf(name)),
                  "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                      + "\"}}}");
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
        return found->front().origin + QStringLiteral(" = ") + found->front().address.toString();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        for (const char *name :
             {"PIERHEAD_ENGINE", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY"}) {
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
            QCOMPARE(candidate.origin, candidate.address.path);
            QVERIFY(QFile::exists(candidate.origin));
            if (candidate.origin.startsWith(home())) {
                ours.append(candidate.origin.mid(home().size()));
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
        QTest::newRow("DOCKER_HOST") << QByteArray("DOCKER_HOST") << QByteArray("ssh://me@host")
                                     << QStringLiteral("DOCKER_HOST: \"ssh://me@host\" is no");
        QTest::newRow("no such context") << QByteArray("DOCKER_CONTEXT") << QByteArray("gone")
                                         << QStringLiteral("the Docker context \"gone\": Reading ");
        QTest::newRow("context without host") << QByteArray("DOCKER_CONTEXT") << QByteArray("empty")
                                              << QStringLiteral("the Docker context \"empty\": ");
        QTest::newRow("context with TLS") << QByteArray("DOCKER_CONTEXT") << QByteArray("tls")
                                          << QStringLiteral("the Docker context \"tls\" names an");
    }

    void candidates_brokenNames_sayWhoNamedThem()
    {
        QFETCH(QByteArray, variable);
        QFETCH(QByteArray, value);
        QFETCH(QString, start);
        writeFile(QStringLiteral("docker/contexts/meta/%1/meta.json").arg(folderOf("empty")),
                  "{\"Endpoints\":{}}");
        writeContext("tls", "tcp://127.0.0.1:1");
        writeFile(QStringLiteral("docker/contexts/tls/%1/docker/ca.pem").arg(folderOf("tls")), {});
        qputenv(variable.constData(), value);
        const auto found = engineCandidates({});
        QVERIFY(!found);
        QVERIFY2(found.error().message.startsWith(start), qPrintable(found.error().message));
    }

    void candidates_dockerHostWithTls_isRefused()
    {
        qputenv("DOCKER_HOST", "tcp://127.0.0.1:2376");
        qputenv("DOCKER_TLS_VERIFY", "1");
        COMPARE_ERROR(engineCandidates({}), ErrorCode::InvalidArgument);
        qputenv("DOCKER_HOST", "unix:///host");
        QCOMPARE(named(), QStringLiteral("DOCKER_HOST = unix:///host"));
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

} // namespace pierhead::engine

QTEST_GUILESS_MAIN(pierhead::engine::EngineLocatorTest)
#include "tst_enginelocator.moc"

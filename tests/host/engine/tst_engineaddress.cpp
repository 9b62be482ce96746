#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/engineaddress.h>

#include <QProcessEnvironment>
#include <QTest>

namespace pierhead::engine {

class EngineAddressTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void parse_valid_roundTrips_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("normal");
        const auto row = [](const char *text, const char *normal) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(normal);
        };
        row("unix:///run/docker.sock", "unix:///run/docker.sock");
        row("/run/docker.sock", "unix:///run/docker.sock");
        row("unix:///with space/a%20b", "unix:///with space/a%20b");
        row("tcp://127.0.0.1:2376", "tcp://127.0.0.1:2376");
        row("tcp://build.example", "tcp://build.example:2375");
        row("tcp://[::1]:99/", "tcp://[::1]:99");
        row("http://127.0.0.1:8080", "tcp://127.0.0.1:8080");
        row("tcp://h:1?certificates=/a%20b", "tcp://h:1?certificates=/a%20b");
        row("tcp://h:1/?verify=no&certificates=/c", "tcp://h:1?certificates=/c&verify=no");
        row("ssh://host", "ssh://host");
        row("ssh://me@My_Alias:2222/", "ssh://me@My_Alias:2222");
        row("ssh://me@[fe80::1%eth0]:22", "ssh://me@[fe80::1%eth0]:22");
    }

    void parse_valid_roundTrips()
    {
        QFETCH(QString, text);
        QFETCH(QString, normal);
        const auto address = EngineAddress::parse(text);
        VERIFY_RESULT(address);
        QCOMPARE(address->key(), normal);
        const auto again = EngineAddress::parse(normal);
        VERIFY_RESULT(again);
        QCOMPARE(*again == *address, true);
    }

    void parse_invalid_namesTheText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "docker.sock",
                                 "unix://relative.sock",
                                 "unix://",
                                 "ssh://",
                                 "ssh://me@",
                                 "ssh://@host",
                                 "ssh://-oProxyCommand=x",
                                 "ssh://-l@host",
                                 "ssh://me@host:0",
                                 "ssh://me@host:ssh",
                                 "ssh://me@host/run/docker.sock",
                                 "ssh://a b@host",
                                 "ssh://me@host?x",
                                 "ssh://me@ho\nst",
                                 "tcp://host:1?certificates=relative",
                                 "tcp://host:1?verify=no",
                                 "tcp://host:1?certificates=/c&verify=yes",
                                 "npipe:////./pipe/docker",
                                 "tcp://",
                                 "tcp://host:99999",
                                 "tcp://host:port",
                                 "tcp://host:0",
                                 "tcp://host:1/path",
                                 "tcp://user@host:1",
                                 "tcp://host:1?a=b",
                                 "https://host:1",
                                 "host:2375"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }

    void parse_invalid_namesTheText()
    {
        QFETCH(QString, text);
        const auto address = EngineAddress::parse(text);
        COMPARE_ERROR(address, ErrorCode::InvalidArgument);
        QVERIFY(address.error().message.startsWith(QStringLiteral("\"%1\"").arg(text)));
    }

    void parse_sshWithPassword_doesNotRepeatIt()
    {
        const auto address = EngineAddress::parse(QStringLiteral("ssh://me:secret@host"));
        COMPARE_ERROR(address, ErrorCode::InvalidArgument);
        QVERIFY(!address.error().message.contains(QStringLiteral("secret")));
        QVERIFY(address.error().message.contains(QStringLiteral("password")));
    }

    void toString_withTls_isWhatDockerHostTakes()
    {
        const auto address = EngineAddress::parse(QStringLiteral("tcp://h:1?certificates=/c"));
        VERIFY_RESULT(address);
        QCOMPARE(address->toString(), QStringLiteral("tcp://h:1"));
    }

    void applyTo_replacesWhatWasThere()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("DOCKER_CONTEXT"), QStringLiteral("other"));
        environment.insert(QStringLiteral("DOCKER_TLS_VERIFY"), QStringLiteral("1"));
        environment.insert(QStringLiteral("DOCKER_CERT_PATH"), QStringLiteral("/other"));
        environment.insert(QStringLiteral("HOME"), QStringLiteral("/home/me"));
        EngineAddress::parse(QStringLiteral("ssh://me@host"))->applyTo(environment);
        QStringList plain = environment.toStringList();
        plain.sort();
        QCOMPARE(plain,
                 QStringList({QStringLiteral("DOCKER_HOST=ssh://me@host"),
                              QStringLiteral("HOME=/home/me")}));
        EngineAddress::parse(QStringLiteral("tcp://h:1?certificates=/c"))->applyTo(environment);
        QStringList encrypted = environment.toStringList();
        encrypted.sort();
        QCOMPARE(encrypted,
                 QStringList({QStringLiteral("DOCKER_CERT_PATH=/c"),
                              QStringLiteral("DOCKER_HOST=tcp://h:1"),
                              QStringLiteral("DOCKER_TLS_VERIFY=1"),
                              QStringLiteral("HOME=/home/me")}));
    }
};

PIERHEAD_TEST(EngineAddressTest)

} // namespace pierhead::engine

#include "tst_engineaddress.moc"

#include "guardedtest.h"
#include "result.h"

#include <host/engine/engineaddress.h>

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
    }

    void parse_valid_roundTrips()
    {
        QFETCH(QString, text);
        QFETCH(QString, normal);
        const auto address = EngineAddress::parse(text);
        VERIFY_RESULT(address);
        QCOMPARE(address->toString(), normal);
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
                                 "ssh://me@host",
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
};

} // namespace pierhead::engine

QTEST_GUILESS_MAIN(pierhead::engine::EngineAddressTest)
#include "tst_engineaddress.moc"

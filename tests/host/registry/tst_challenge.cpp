#include "guardedtest.h"
#include "testprogram.h"

#include <host/registry/challenge.h>

#include <QTest>

using namespace pierhead;
using registry::Challenge;
using registry::challengesIn;

/// What WWW-Authenticate says.
class ChallengeTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    /// "scheme name=value name=value | scheme"
    static QByteArray text(const QList<Challenge> &challenges)
    {
        QByteArrayList lines;
        for (const Challenge &challenge : challenges) {
            QByteArray line = challenge.scheme;
            for (auto each = challenge.parameters.cbegin(); each != challenge.parameters.cend();
                 ++each) {
                line += ' ' + each.key() + '=' + each.value();
            }
            lines.append(line);
        }
        return lines.join(" | ");
    }

private Q_SLOTS:

    void challengesIn_header_isRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *header, const char *expected) {
            QTest::newRow(name) << QByteArray(header) << QByteArray(expected);
        };
        row("nothing", "", "");
        row("basic", R"(Basic realm="tests")", "basic realm=tests");
        row("Docker Hub",
            R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io",)"
            R"(scope="repository:library/alpine:pull")",
            "bearer realm=https://auth.docker.io/token scope=repository:library/alpine:pull "
            "service=registry.docker.io");
        row("comma within quotes",
            R"(Bearer realm="https://a/t",scope="repository:a/b:pull,push")",
            "bearer realm=https://a/t scope=repository:a/b:pull,push");
        row("two of them",
            R"(Bearer realm="https://a/t", Basic realm="b")",
            "bearer realm=https://a/t | basic realm=b");
        row("without quotes, with blanks",
            "BEARER Realm = abc , service=d",
            "bearer realm=abc service=d");
        row("escaped quote", R"(Basic realm="a \"b\" c")", R"(basic realm=a "b" c)");
        row("no parameters", "Negotiate, Basic", "negotiate | basic");
        row("quote that does not end", R"(Basic realm="abc)", "basic realm=abc");
        row("backslash at the end", "Basic realm=\"abc\\", "basic realm=abc");
        row("parameter without a scheme", R"(realm="abc")", "");
        row("rubbish", "\x01\"\"==,,;{}", "");
    }

    void challengesIn_header_isRead()
    {
        QFETCH(const QByteArray, header);
        QTEST(text(challengesIn(header)), "expected");
    }
};

PIERHEAD_TEST(ChallengeTest)

#include "tst_challenge.moc"

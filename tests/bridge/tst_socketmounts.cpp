#include "guardedtest.h"
#include "testprogram.h"

#include <bridge/core/socketmounts.h>

namespace pierhead::bridge {

class SocketMountsTest final : public test::GuardedTest
{
    Q_OBJECT

    static QStringList words(const QString &line)
    {
        return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:

    void words_thatMountTheUsualSocket_mountTheEngines_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char *given, const char *wanted) {
            QTest::newRow(given) << QString::fromLatin1(given) << QString::fromLatin1(wanted);
        };
        row("run --rm -v /var/run/docker.sock:/var/run/docker.sock alpine",
            "run --rm -v /own.sock:/var/run/docker.sock alpine");
        row("run -v=/var/run/docker.sock:/s:ro alpine", "run -v=/own.sock:/s:ro alpine");
        row("run -v/run/docker.sock:/s alpine", "run -v/own.sock:/s alpine");
        row("run -itv /var/run/docker.sock:/s alpine", "run -itv /own.sock:/s alpine");
        row("run --volume /var/run/docker.sock.raw:/s alpine", "run --volume /own.sock:/s alpine");
        row("run --volume=//var/run/docker.sock:/s alpine", "run --volume=/own.sock:/s alpine");
        row("run -v /data:/data -v /var/run/docker.sock:/s alpine",
            "run -v /data:/data -v /own.sock:/s alpine");
        row("run --mount type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock alpine",
            "run --mount type=bind,src=/own.sock,dst=/var/run/docker.sock alpine");
        row("run --mount=Source=/var/run/docker.sock.raw,target=/s,type=bind alpine",
            "run --mount=Source=/own.sock,target=/s,type=bind alpine");
    }

    void words_thatMountTheUsualSocket_mountTheEngines()
    {
        QFETCH(const QString, given);
        QFETCH(const QString, wanted);
        QCOMPARE(withEngineSocket(words(given), QStringLiteral("/own.sock")), words(wanted));
    }

    void words_thatDoNot_stay_data()
    {
        QTest::addColumn<QString>("given");
        for (const char *given : {"",
                                  "-v",
                                  "ps --all",
                                  "run -v /var/run/docker.sock alpine",
                                  "run -v /var/run/docker.sock.old:/s alpine",
                                  "run -v /srv/var/run/docker.sock:/s alpine",
                                  "run -v data:/var/run/docker.sock alpine",
                                  "run -e A=/var/run/docker.sock:/s alpine",
                                  "run --volumes-from /var/run/docker.sock:ro alpine",
                                  "run --mount type=bind,src=/data,dst=/var/run/docker.sock alpine",
                                  "exec web curl --unix-socket /var/run/docker.sock:/s"}) {
            QTest::newRow(given) << QString::fromLatin1(given);
        }
    }

    void words_thatDoNot_stay()
    {
        QFETCH(const QString, given);
        QCOMPARE(withEngineSocket(words(given), QStringLiteral("/own.sock")), words(given));
    }

    void engine_atTheUsualPlace_takesItButNotTheRawOne()
    {
        const QString usual = QStringLiteral("/run/docker.sock");
        const QStringList given = words(QStringLiteral("run -v /var/run/docker.sock:/s alpine"));
        QCOMPARE(withEngineSocket(given, usual), given);
        QCOMPARE(withEngineSocket(
                     words(QStringLiteral("run -v /var/run/docker.sock.raw:/s alpine")), usual),
                 words(QStringLiteral("run -v /run/docker.sock:/s alpine")));
    }
};

PIERHEAD_TEST(SocketMountsTest)

} // namespace pierhead::bridge

#include "tst_socketmounts.moc"

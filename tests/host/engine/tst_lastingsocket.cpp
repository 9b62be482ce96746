#include "guardedtest.h"
#include "testprogram.h"

#include <host/engine/lastingsocket.h>

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QRegularExpression>

#include <sys/stat.h>

namespace pierhead::engine {

namespace {

/// Whether a socket is there, in place of a link to one; nobody else may connect to it.
bool isPrivateSocket(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISSOCK(status.st_mode)
        && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

} // namespace

/// The path by which containers mount the socket of the embedded engine.
class LastingSocketTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString runtime() const { return home() + QStringLiteral("/run"); }

    [[nodiscard]] QString socket(const QString &name) const
    {
        return home() + QLatin1Char('/') + name;
    }

private Q_SLOTS:

    void path_isAnswered_byWhatItWasLedToLast()
    {
        const LastingSocket lasting(runtime());
        QVERIFY(!lasting.isServed());
        QLocalServer one;
        QLocalServer two;
        QVERIFY(one.listen(socket(QStringLiteral("one"))));
        QVERIFY(two.listen(socket(QStringLiteral("two"))));
        for (QLocalServer *server : {&one, &two, &one}) {
            QVERIFY(lasting.leadTo(server->fullServerName()));
            QVERIFY(lasting.leadsTo(server->fullServerName()));
            QVERIFY(lasting.isServed());
            QVERIFY(isListening(lasting.path()));
            QVERIFY(server->waitForNewConnection(1000));
        }
        QCOMPARE(QDir(runtime()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
                 QStringList{QFileInfo(lasting.path()).fileName()});
    }

    void path_thatIsClosed_isADeadSocket_andCanBeLedAgain()
    {
        const LastingSocket lasting(runtime());
        QLocalServer server;
        QVERIFY(server.listen(socket(QStringLiteral("one"))));
        QVERIFY(lasting.leadTo(server.fullServerName()));
        lasting.close();
        QVERIFY(isPrivateSocket(lasting.path()));
        QVERIFY(!isListening(lasting.path()));
        QVERIFY(!lasting.isServed());
        QVERIFY(isListening(server.fullServerName()));
        QVERIFY(lasting.leadTo(server.fullServerName()));
        QVERIFY(lasting.isServed());
    }

    void path_thatLeadsToNobody_isClosed_andNoOther()
    {
        const LastingSocket lasting(runtime());
        lasting.closeUnlessServed();
        QVERIFY(!QFile::exists(runtime()));
        QLocalServer server;
        QVERIFY(server.listen(socket(QStringLiteral("one"))));
        QVERIFY(lasting.leadTo(server.fullServerName()));
        lasting.closeUnlessServed();
        QVERIFY(lasting.isServed());

        // What an engine leaves that was killed, and what it leaves that took its socket with it.
        const LastingSocket dead(home());
        dead.close();
        for (const QString &target : {dead.path(), socket(QStringLiteral("none"))}) {
            QVERIFY(lasting.leadTo(target));
            QVERIFY(!lasting.isServed());
            lasting.closeUnlessServed();
            QVERIFY(isPrivateSocket(lasting.path()));
        }
    }

    void path_thatIsTooLongForASocket_canBeLed()
    {
        const LastingSocket lasting(runtime() + QString(120, QLatin1Char('r')));
        QLocalServer server;
        QVERIFY(server.listen(socket(QStringLiteral("one"))));
        QVERIFY(lasting.leadTo(server.fullServerName()));
        QVERIFY(lasting.isServed());
        lasting.close();
        QVERIFY(isPrivateSocket(lasting.path()));
    }

    void path_thatCannotBeReplaced_isToldInTheLog()
    {
        const LastingSocket lasting(runtime());
        QVERIFY(QDir().mkpath(lasting.path()));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("^Leading .* failed: ")));
        QVERIFY(!lasting.leadTo(socket(QStringLiteral("one"))));
    }

    void since_isWhenThePathWasLed_notWhenItsTargetCame()
    {
        const LastingSocket lasting(runtime());
        QVERIFY(!LastingSocket::ledSince(lasting.path()).isValid());
        QLocalServer server;
        QVERIFY(server.listen(socket(QStringLiteral("one"))));
        QVERIFY(lasting.leadTo(server.fullServerName()));
        const QDateTime first = LastingSocket::ledSince(lasting.path());
        QVERIFY(first.isValid());
        QVERIFY(qAbs(first.msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
        const auto isLater = [&] {
            return lasting.leadTo(server.fullServerName())
                && LastingSocket::ledSince(lasting.path()) > first;
        };
        QTRY_VERIFY(isLater());
    }
};

PIERHEAD_TEST(LastingSocketTest)

} // namespace pierhead::engine

#include "tst_lastingsocket.moc"

#include "fakepage.h"
#include "guardedtest.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/hosthandlers.h>

#include <QDir>
#include <QTest>

namespace pierhead::bridge {

/// `extension.host.cli.exec`, as a call and as a stream.
class HostHandlersTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    const QString m_exec = QStringLiteral("extension.host.cli.exec");
    MethodTable m_methods;

    /// A page whose extension brought a script of its own.
    [[nodiscard]] PageContext contextWith(const QByteArray &script) const
    {
        PageContext page{test::testExtension(home()),
                         engine::EngineClient(engine::EngineAddress{})};
        page.extension.manifest.hostBinaries = {QStringLiteral("tools/own.sh")};
        const QString folder = page.extension.version + QStringLiteral("/host");
        QDir().mkpath(folder);
        QFile file(folder + QStringLiteral("/own.sh"));
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
            qFatal("The script cannot be written");
        }
        return page;
    }

    static void open(test::FakePage &fake, const nlohmann::json &params, qint64 window = 65536)
    {
        fake.post({{"type", "open"},
                   {"id", 900},
                   {"method", "extension.host.cli.exec"},
                   {"params", params},
                   {"window", window}});
    }

    /// What came of the stream on a channel.
    static QString chunks(const test::FakePage &fake, const char *channel)
    {
        QString all;
        for (const nlohmann::json &message : fake.messages()) {
            if (message.at("type") == "chunk" && message.at("data").contains(channel)) {
                all += json::field<QString>(message.at("data"), channel);
            }
        }
        return all;
    }

    static bool hasEnded(const test::FakePage &fake)
    {
        const nlohmann::json last = fake.last();
        return last.is_object() && (last.at("type") == "end" || last.at("type") == "problem");
    }

private Q_SLOTS:

    void initTestCase() { addHostHandlers(m_methods); }

    void exec_ownBinary_isRunByItsName()
    {
        BridgeRouter router(contextWith("#!/bin/sh\necho \"$DOCKER_HOST $1|$2\"\n"), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "own.sh"}, {"args", {"'a b'", "c"}}});
        const nlohmann::json answer = fake.answerTo(id);
        QCOMPARE(json::field<QString>(answer, "type"), QStringLiteral("reply"));
        const QString engine = router.context().engine.address().toString();
        QCOMPARE(json::field<QString>(answer.at("result"), "stdout"),
                 engine + QStringLiteral(" a b|c\n"));
        QCOMPARE(json::field<QString>(answer.at("result"), "cmd"),
                 QStringLiteral("own.sh 'a b' c"));
    }

    void exec_environment_addsToWhatIsThere_butNamesNoOtherEngine()
    {
        BridgeRouter router(contextWith("#!/bin/sh\nenv\n"), m_methods);
        test::FakePage fake(router);
        const nlohmann::json environment{{"DOCKER_HOST", "tcp://127.0.0.1:9"},
                                         {"DOCKER_CONTEXT", "other"},
                                         {"DOCKER_TLS", "1"},
                                         {"DOCKER_TLS_VERIFY", "1"},
                                         {"DOCKER_CERT_PATH", "/other"},
                                         {"OWN", "kept"}};
        const CallId id = fake.call(m_exec, {{"cmd", "own.sh"}, {"env", environment}});
        QStringList found =
            json::field<QString>(fake.answerTo(id).at("result"), "stdout").split(QLatin1Char('\n'));
        found.removeIf([&environment](const QString &line) {
            return !environment.contains(line.section(QLatin1Char('='), 0, 0).toStdString());
        });
        found.sort();
        const QString engine = router.context().engine.address().toString();
        QCOMPARE(
            found,
            (QStringList{QStringLiteral("DOCKER_HOST=") + engine, QStringLiteral("OWN=kept")}));
    }

    void exec_another_isNotFound_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"ls", "/bin/ls", "../host/own.sh", "./own.sh", "tools/own.sh", "sh -c own.sh"}) {
            QTest::newRow(command) << QString::fromLatin1(command);
        }
    }

    void exec_another_isNotFound()
    {
        QFETCH(const QString, command);
        BridgeRouter router(contextWith("#!/bin/sh\n"), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", command}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"), QStringLiteral("not-found"));
        QVERIFY(json::field<QString>(fake.last(), "message").contains(QStringLiteral("own.sh")));
        open(fake, {{"cmd", command}});
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(json::field<QString>(fake.last(), "code"), QStringLiteral("not-found"));
    }

    void exec_withoutPermission_runsNothing()
    {
        const QString trace = home() + QStringLiteral("/ran");
        PageContext page = contextWith("#!/bin/sh\ntouch " + trace.toUtf8() + '\n');
        page.extension.permissions.setFlag(extensions::Permission::Host, false);
        BridgeRouter router(page, m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "own.sh"}});
        QCOMPARE(json::field<QString>(fake.answerTo(id), "code"),
                 QStringLiteral("permission-denied"));
        open(fake, {{"cmd", "own.sh"}});
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(json::field<QString>(fake.last(), "code"), QStringLiteral("permission-denied"));
        QVERIFY(!QFileInfo::exists(trace));
    }

    void stream_outputAndEnd_comeInOrder()
    {
        BridgeRouter router(contextWith("#!/bin/sh\necho \"$1\"; echo no >&2; exit 5\n"),
                            m_methods);
        test::FakePage fake(router);
        open(fake, {{"cmd", "own.sh"}, {"args", {"two  blanks \"x\""}}});
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(chunks(fake, "stdout"), QStringLiteral("two  blanks \"x\"\n"));
        QCOMPARE(chunks(fake, "stderr"), QStringLiteral("no\n"));
        QCOMPARE(json::field<int>(fake.last().at("result"), "code"), 5);
        QCOMPARE(router.runningCalls(), 0);
    }

    void exec_endedByASignal_hasItsNameAndNoCode()
    {
        BridgeRouter router(contextWith("#!/bin/sh\necho out; kill -9 $$\n"), m_methods);
        test::FakePage fake(router);
        const CallId id = fake.call(m_exec, {{"cmd", "own.sh"}});
        const nlohmann::json answer = fake.answerTo(id);
        QCOMPARE(json::field<QString>(answer, "type"), QStringLiteral("reply"));
        const nlohmann::json result = answer.at("result");
        QVERIFY2(result.at("code").is_null(), result.dump().c_str());
        QCOMPARE(json::field<QString>(result, "signal"), QStringLiteral("SIGKILL"));
        QCOMPARE(json::field<QString>(result, "stdout"), QStringLiteral("out\n"));
    }

    void stream_endedByASignal_hasItsNameAndNoCode()
    {
        BridgeRouter router(contextWith("#!/bin/sh\nprintf 'a\\303'; kill -9 $$\n"), m_methods);
        test::FakePage fake(router);
        open(fake, {{"cmd", "own.sh"}});
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(json::field<QString>(fake.last(), "type"), QStringLiteral("end"));
        const nlohmann::json result = fake.last().at("result");
        QVERIFY2(result.at("code").is_null(), result.dump().c_str());
        QCOMPARE(json::field<QString>(result, "signal"), QStringLiteral("SIGKILL"));
        QCOMPARE(chunks(fake, "stdout"), QString::fromUtf8("a\ufffd"));
    }

    void stream_characters_areNotCut()
    {
        // The letter's two bytes are written apart, and one is missing at the end.
        BridgeRouter router(
            contextWith("#!/bin/sh\nprintf 'a\\303'; sleep 0.2; printf '\\251b\\303'"), m_methods);
        test::FakePage fake(router);
        open(fake, {{"cmd", "own.sh"}});
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(chunks(fake, "stdout"), QString::fromUtf8("a\u00e9b\ufffd"));
    }

    void stream_pageThatDoesNotGrant_holdsTheCommandUp()
    {
        BridgeRouter router(contextWith("#!/bin/sh\nexec cat /dev/zero\n"), m_methods);
        test::FakePage fake(router);
        constexpr qint64 window = 100000;
        open(fake, {{"cmd", "own.sh"}}, window);
        const auto received = [&fake] {
            return chunks(fake, "stdout").size();
        };
        QTRY_VERIFY(received() > 0);
        // No signal tells that nothing more comes.
        QTest::qWait(300);
        QVERIFY(received() <= window);
        const qsizetype before = received();
        fake.post({{"type", "grant"}, {"id", 900}, {"bytes", before}});
        QTRY_VERIFY(received() > before);
        fake.cancel(900);
        QTRY_VERIFY(hasEnded(fake));
        QCOMPARE(json::field<QString>(fake.last(), "code"), QStringLiteral("cancelled"));
        QCOMPARE(router.runningCalls(), 0);
    }

    void stream_pageGone_endsTheCommand()
    {
        {
            BridgeRouter router(contextWith("#!/bin/sh\necho on; exec sleep 1000\n"), m_methods);
            test::FakePage fake(router);
            open(fake, {{"cmd", "own.sh"}});
            QTRY_COMPARE(chunks(fake, "stdout"), QStringLiteral("on\n"));
        }
        // GuardedTest finds it where it goes on.
    }
};

PIERHEAD_TEST(HostHandlersTest)

} // namespace pierhead::bridge

#include "tst_hosthandlers.moc"

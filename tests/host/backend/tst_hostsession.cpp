#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/backend/agentcommand.h>
#include <host/backend/hostsession.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace pierhead::backend {

using test::await;

/// Commands on this machine, by a real agent.
class HostSessionTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static HostSession session()
    {
        return HostSession(QProcessEnvironment::systemEnvironment());
    }

    [[nodiscard]] static ExecSpec shell(const char *script)
    {
        return {{QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(script)}, {}, {}};
    }

    [[nodiscard]] static CommandSpec streaming(ExecSpec spec)
    {
        return {std::move(spec), false, std::nullopt};
    }

    [[nodiscard]] static bool runs(qint64 process)
    {
        return ::kill(static_cast<pid_t>(process), 0) == 0;
    }

private Q_SLOTS:

    void exec_outcome_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *script, int code, const char *output, const char *error) {
            QTest::newRow(script) << QByteArray(script) << code << QByteArray(output)
                                  << QByteArray(error);
        };
        row("echo out; echo err >&2", 0, "out\n", "err\n");
        row("exit 3", 3, "", "");
        row("exit 137", 137, "", "");
        row("cat", 0, "", "");
        row("printf '\\377'", 0, "\377", "");
    }

    void exec_outcome()
    {
        QFETCH(const QByteArray, script);
        const Result<ExecOutcome> outcome = await(session().exec(shell(script)));
        VERIFY_RESULT(outcome);
        QTEST(outcome->exitCode.value(), "code");
        QTEST(outcome->standardOutput, "output");
        QTEST(outcome->standardError, "error");
        QCOMPARE(outcome->signal, QString());
    }

    void exec_endedByASignal_hasItsNameAndNoCode_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("name");
        QTest::newRow("killed") << SIGKILL << QStringLiteral("SIGKILL");
        QTest::newRow("terminated") << SIGTERM << QStringLiteral("SIGTERM");
        QTest::newRow("one without a name") << 40 << QStringLiteral("SIG40");
    }

    void exec_endedByASignal_hasItsNameAndNoCode()
    {
        QFETCH(const int, number);
        const QByteArray script = "echo out; kill -" + QByteArray::number(number) + " $$";
        const Result<ExecOutcome> outcome = await(session().exec(shell(script.constData())));
        VERIFY_RESULT(outcome);
        QTEST(outcome->signal, "name");
        QVERIFY(!outcome->exitCode);
        QCOMPARE(outcome->standardOutput, QByteArray("out\n"));
    }

    void start_endedByASignal_hasItsName()
    {
        const HostSession own = session();
        Result<std::unique_ptr<CommandStream>> command =
            await(own.start(streaming(shell("kill -9 $$"))));
        VERIFY_RESULT(command);
        QSignalSpy finished(command->get(), &CommandStream::finished);
        QVERIFY(finished.wait(5000));
        QCOMPARE(finished.first(), (QVariantList{128 + SIGKILL, QStringLiteral("SIGKILL")}));
    }

    void start_whatCannotBeRun_hasFailed_data()
    {
        QTest::addColumn<ExecSpec>("spec");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no program") << ExecSpec{{QStringLiteral("no-such-program")}, {}, {}}
                                    << QStringLiteral("no-such-program: executable file not found");
        QTest::newRow("no folder")
            << ExecSpec{{QStringLiteral("true")}, QStringLiteral("/no/such"), {}}
            << QStringLiteral("true: the working directory /no/such cannot be entered");
        QTest::newRow("too long an argument")
            << ExecSpec{{QStringLiteral("true"), QString(128 * 1024, QLatin1Char('x'))}, {}, {}}
            << QStringLiteral("true: cannot be executed: argument list too long");
    }

    void start_whatCannotBeRun_hasFailed()
    {
        QFETCH(const ExecSpec, spec);
        QFETCH(const QString, reason);
        const HostSession own = session();
        Result<std::unique_ptr<CommandStream>> command = await(own.start(streaming(spec)));
        VERIFY_RESULT(command);
        QSignalSpy failed(command->get(), &CommandStream::failed);
        QSignalSpy finished(command->get(), &CommandStream::finished);
        QSignalSpy output(command->get(), &CommandStream::output);
        QVERIFY(failed.wait(5000));
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.code, ErrorCode::ProcessFailed);
        QVERIFY2(error.message.startsWith(reason), qPrintable(error.message));
        QCOMPARE(finished.size(), 0);
        QCOMPARE(output.size(), 0);
        const Result<ExecOutcome> next = await(own.exec(shell("echo on")));
        VERIFY_RESULT(next);
        QCOMPARE(next->standardOutput, QByteArray("on\n"));
    }

    void exec_programThatIsNotThere_isAnOutcome()
    {
        const Result<ExecOutcome> outcome =
            await(session().exec({{QStringLiteral("no-such-program")}, {}, {}}));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->exitCode.value(), 127);
        QVERIFY2(outcome->standardError.startsWith("no-such-program: executable file not found"),
                 outcome->standardError.constData());
    }

    void exec_folderAndEnvironment_areGiven()
    {
        ExecSpec spec = shell("echo \"$PWD $NAME $GIVEN\"");
        spec.workingDirectory = home();
        spec.environment.insert(QStringLiteral("NAME"), QStringLiteral("a b"));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("GIVEN"), QStringLiteral("before"));
        const HostSession own(environment);
        const Result<ExecOutcome> outcome = await(own.exec(spec));
        VERIFY_RESULT(outcome);
        QCOMPARE(QString::fromUtf8(outcome->standardOutput),
                 QDir(home()).canonicalPath() + QStringLiteral(" a b before\n"));
    }

    void exec_argumentsOfAnyKind_arriveAsTheyAre()
    {
        const QStringList words{QStringLiteral("a b"),
                                QStringLiteral("$HOME;*"),
                                QStringLiteral("'\""),
                                QString(),
                                QStringLiteral("line\nline"),
                                QString(100000, QLatin1Char('x'))};
        ExecSpec spec{{QStringLiteral("printf"), QStringLiteral("%s|")}, {}, {}};
        spec.command += words;
        const Result<ExecOutcome> outcome = await(session().exec(spec));
        VERIFY_RESULT(outcome);
        QCOMPARE(QString::fromUtf8(outcome->standardOutput),
                 words.join(QLatin1Char('|')) + QLatin1Char('|'));
    }

    void exec_argumentLongerThanLinuxTakes_isAnOutcomeWithTheReason()
    {
        // 128 KiB with the NUL at its end.
        const QString longest(128 * 1024 - 1, QLatin1Char('x'));
        const HostSession own = session();
        const Result<ExecOutcome> taken =
            await(own.exec({{QStringLiteral("printf"), QStringLiteral("%s"), longest}, {}, {}}));
        VERIFY_RESULT(taken);
        QCOMPARE(taken->exitCode, std::optional(0));
        QCOMPARE(taken->standardOutput.size(), longest.size());
        const Result<ExecOutcome> refused =
            await(own.exec({{QStringLiteral("true"), longest + QLatin1Char('x')}, {}, {}}));
        VERIFY_RESULT(refused);
        QCOMPARE(refused->exitCode, std::optional(126));
        QCOMPARE(refused->standardError,
                 QByteArray("true: cannot be executed: argument list too long\n"));
        const Result<ExecOutcome> next = await(own.exec(shell("echo on")));
        VERIFY_RESULT(next);
        QCOMPARE(next->standardOutput, QByteArray("on\n"));
    }

    void start_output_isHeldUpWhereNobodyReads()
    {
        const HostSession own = session();
        Result<std::unique_ptr<CommandStream>> command = await(
            own.start(streaming({{QStringLiteral("cat"), QStringLiteral("/dev/zero")}, {}, {}})));
        VERIFY_RESULT(command);
        qint64 received = 0;
        connect(command->get(),
                &CommandStream::output,
                this,
                [&received](engine::OutputChannel, const QByteArray &bytes) {
                    received += bytes.size();
                });
        constexpr qint64 window = AgentCommand::window;
        QTRY_COMPARE(received, window);
        QSignalSpy more(command->get(), &CommandStream::output);
        QVERIFY(!more.wait(300));
        (*command)->acknowledge(engine::OutputChannel::Stdout, received);
        QTRY_COMPARE(received, 2 * window);
    }

    void session_gone_endsTheWholeFamily()
    {
        QByteArray output;
        {
            const HostSession own = session();
            Result<std::unique_ptr<CommandStream>> command = await(
                own.start(streaming(shell("setsid sleep 1000 & echo $!; echo $$; sleep 1000"))));
            VERIFY_RESULT(command);
            connect(command->get(),
                    &CommandStream::output,
                    this,
                    [&output](engine::OutputChannel, const QByteArray &bytes) { output += bytes; });
            QTRY_COMPARE(output.count('\n'), 2);
        }
        for (const QByteArray &line : output.trimmed().split('\n')) {
            const qint64 process = line.toLongLong();
            QVERIFY(process > 1);
            QTRY_VERIFY_WITH_TIMEOUT(!runs(process), 1000);
        }
    }

    void kill_endsTheCommand_andOthersGoOn()
    {
        const HostSession own = session();
        Result<std::unique_ptr<CommandStream>> command =
            await(own.start(streaming(shell("sleep 1000"))));
        VERIFY_RESULT(command);
        QSignalSpy finished(command->get(), &CommandStream::finished);
        (*command)->kill();
        QVERIFY(finished.wait(2000));
        QCOMPARE(finished.first(), (QVariantList{128 + SIGTERM, QStringLiteral("SIGTERM")}));
        const Result<ExecOutcome> outcome = await(own.exec(shell("echo on")));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->standardOutput, QByteArray("on\n"));
    }

    void manyAtOnce_keepTheirOwnOutput()
    {
        const HostSession own = session();
        int done = 0;
        const auto one = [](HostSession with, ExecSpec spec, int number, int *count) -> Task<void> {
            const Result<ExecOutcome> outcome = co_await with.exec(std::move(spec));
            if (outcome && outcome->standardOutput == QByteArray::number(number) + '\n') {
                ++*count;
            }
        };
        constexpr int all = 100;
        for (int number = 0; number < all; ++number) {
            ExecSpec spec{{QStringLiteral("echo"), QString::number(number)}, {}, {}};
            one(own, std::move(spec), number, &done);
        }
        QTRY_COMPARE_WITH_TIMEOUT(done, all, 20000);
    }
};

PIERHEAD_TEST(HostSessionTest)

} // namespace pierhead::backend

#include "tst_hostsession.moc"

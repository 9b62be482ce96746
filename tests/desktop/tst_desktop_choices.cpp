#include "testprogram.h"
#include "waiting.h"
#include "windowsupport.h"

#include <app/desktop/enginechoices.h>
#include <host/base/json.h>

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>
#include <unistd.h>

using namespace pierhead;
using desktop::EngineChoice;
using desktop::EngineChoices;
using desktop::EngineSession;
using desktop::ExtensionModel;
using test::FakeReply;
using test::IdleEngine;
using State = EngineChoice::State;

/// Which engines there are to choose from, and choosing one.
class DesktopChoicesTest final : public test::GuardedTest
{
    Q_OBJECT

    static Paths paths() { return Paths::fromEnvironment(); }

    void makeContext(const QString &name, const QString &host) const
    {
        const QString digest = QString::fromLatin1(
            QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
        test::writeFile(
            home() + QStringLiteral("/docker/contexts/meta/%1/meta.json").arg(digest),
            json::serialize({{"Name", name}, {"Endpoints", {{"docker", {{"Host", host}}}}}}));
    }

    static const EngineChoice *find(const EngineChoices &choices, const QString &key)
    {
        for (const EngineChoice &choice : choices.all()) {
            if (choice.key == key) {
                return &choice;
            }
        }
        return nullptr;
    }

    static bool isAnswered(const EngineChoices &choices)
    {
        return std::none_of(choices.all().begin(), choices.all().end(), [](const auto &choice) {
            return choice.state == State::Asking;
        });
    }

    static std::unique_ptr<EngineSession> sessionOn(const QString &address)
    {
        auto session = std::make_unique<EngineSession>(address, QString(), paths());
        session->search();
        return test::waitFor([&session] { return session->engine() != nullptr; })
            ? std::move(session)
            : nullptr;
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        qputenv("XDG_RUNTIME_DIR", home().toUtf8());
    }

    void choices_allThatIsFound_areAskedAtOnce()
    {
        IdleEngine first;
        IdleEngine second;
        IdleEngine silent;
        silent.wire().on("GET /version", FakeReply::silence());
        const QString nowhere = QStringLiteral("unix://") + home() + QStringLiteral("/no.sock");
        makeContext(QStringLiteral("build"), second.address());
        makeContext(QStringLiteral("gone"), nowhere);
        makeContext(QStringLiteral("odd"), QStringLiteral("gopher://x"));
        makeContext(QStringLiteral("quiet"), silent.address());
        const auto session = sessionOn(first.address());
        QVERIFY(session);
        const ExtensionModel model;
        EngineChoices choices(first.address(), *session, model);
        choices.setLimit(std::chrono::milliseconds(300));
        QSignalSpy changes(&choices, &EngineChoices::changed);
        choices.refresh();
        QVERIFY(!changes.isEmpty());
        QCOMPARE(choices.all().front().key, first.address());
        QTRY_VERIFY(isAnswered(choices));

        const EngineChoice *inUse = find(choices, first.address());
        QCOMPARE(inUse->state, State::Answers);
        QCOMPARE(inUse->title(), QStringLiteral("Docker Engine 20.10.24"));
        const EngineChoice *build = find(choices, second.address());
        QVERIFY(build != nullptr);
        QCOMPARE(build->state, State::Answers);
        QVERIFY2(build->detail().startsWith(QStringLiteral("The Docker context \"build\"")),
                 qPrintable(build->detail()));
        const EngineChoice *gone = find(choices, nowhere);
        QVERIFY(gone != nullptr);
        QCOMPARE(gone->state, State::Silent);
        QCOMPARE(gone->title(), QStringLiteral("The Docker context \"gone\""));
        QVERIFY2(gone->error.message.contains(QStringLiteral("no.sock")),
                 qPrintable(gone->error.message));
        const EngineChoice *quiet = find(choices, silent.address());
        QVERIFY(quiet != nullptr);
        QCOMPARE(quiet->error.code, ErrorCode::Timeout);
        const EngineChoice *odd = find(choices, QString());
        QVERIFY(odd != nullptr);
        QCOMPARE(odd->state, State::Silent);
        QVERIFY2(odd->error.message.contains(QStringLiteral("\"odd\"")),
                 qPrintable(odd->error.message));
        QVERIFY(find(choices, QStringLiteral("embedded")) != nullptr);

        // What is known stays while all are asked again.
        choices.refresh();
        QCOMPARE(find(choices, second.address())->title(),
                 QStringLiteral("Docker Engine 20.10.24"));
    }

    void choice_socketInTheUsersOwnFolder_isRootless()
    {
        const auto choiceAt = [](const QString &path) {
            const engine::EngineAddress address{
                engine::EngineAddress::Transport::UnixSocket, path, {}, 0};
            return EngineChoice::from({address, path, false});
        };
        const QString own = home() + QStringLiteral("/docker.sock");
        const uid_t user = ::geteuid();
        if (user == 0) {
            QCOMPARE(choiceAt(own).detail(), own); // root's own is not
            QCOMPARE(::seteuid(1), 0);
        }
        const QString asUser = choiceAt(own).detail();
        const QString ofAll = choiceAt(QStringLiteral("/var/run/docker.sock")).detail();
        QCOMPARE(::seteuid(user), 0);
        QCOMPARE(asUser, QStringLiteral("Rootless, ") + own);
        QCOMPARE(ofAll, QStringLiteral("/var/run/docker.sock"));
    }

    void choices_engineOfAnExtension_isThere()
    {
        IdleEngine first;
        IdleEngine other;
        const auto session = sessionOn(first.address());
        QVERIFY(session);
        test::PreparedExtension extension;
        extension.engine = other.address();
        const auto prepared = test::prepare(paths(), extension);
        VERIFY_RESULT(prepared);
        ExtensionModel model;
        model.setExtensions({*prepared});
        EngineChoices choices({}, *session, model);
        choices.refresh();
        QVERIFY(find(choices, other.address()) != nullptr);
        QTRY_COMPARE(find(choices, other.address())->state, State::Answers);
    }

    void use_engineThatAnswers_isTakenAndToldOnce()
    {
        IdleEngine first;
        IdleEngine second;
        const auto session = sessionOn(first.address());
        QVERIFY(session);
        const engine::Engine *former = session->engine();
        QSignalSpy chosen(session.get(), &EngineSession::chosen);
        session->use(second.address());
        QCOMPARE(session->choice(), second.address());
        QCOMPARE(session->engine(), former);
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(session->engine()->key(), second.address());
        QCOMPARE(session->status().address, second.address());
        QCOMPARE(session->choice(), QString());

        // The one before is still there for whoever has it, and is the same when it is used again.
        session->use(first.address());
        QTRY_COMPARE(chosen.size(), 2);
        QCOMPARE(session->engine(), former);
    }

    void use_engineThatDoesNotAnswer_changesNothing()
    {
        IdleEngine first;
        const auto session = sessionOn(first.address());
        QVERIFY(session);
        QSignalSpy failed(session.get(), &EngineSession::failed);
        session->use(QStringLiteral("unix://") + home() + QStringLiteral("/no.sock"));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(session->engine()->key(), first.address());
        QCOMPARE(session->status().kind, desktop::EngineStatus::Kind::Ready);
        QVERIFY(failed.front().front().value<Error>().message.contains(QStringLiteral("no.sock")));
    }

    void use_anotherMeanwhile_theLaterCounts()
    {
        IdleEngine first;
        IdleEngine slow;
        IdleEngine third;
        slow.wire().on("GET /version", FakeReply::silence());
        const auto session = sessionOn(first.address());
        QVERIFY(session);
        QSignalSpy chosen(session.get(), &EngineSession::chosen);
        session->use(slow.address());
        session->use(third.address());
        QTRY_COMPARE(chosen.size(), 1);
        slow.wire().breakConnections();
        QCOMPARE(session->engine()->key(), third.address());
    }

    void search_remembered_isUsedUnlessAnotherIsNamed()
    {
        IdleEngine remembered;
        IdleEngine named;
        EngineSession session({}, remembered.address(), paths());
        session.search();
        QTRY_VERIFY(session.engine() != nullptr);
        QCOMPARE(session.engine()->key(), remembered.address());

        EngineSession onCommandLine(named.address(), remembered.address(), paths());
        onCommandLine.search();
        QTRY_VERIFY(onCommandLine.engine() != nullptr);
        QCOMPARE(onCommandLine.engine()->key(), named.address());

        qputenv("DOCKER_HOST", named.address().toUtf8());
        EngineSession inEnvironment({}, remembered.address(), paths());
        qunsetenv("DOCKER_HOST");
        qputenv("PIERHEAD_ENGINE", named.address().toUtf8());
        inEnvironment.search();
        QTRY_VERIFY(inEnvironment.engine() != nullptr);
        qunsetenv("PIERHEAD_ENGINE");
        QCOMPARE(inEnvironment.engine()->key(), named.address());
    }

    void search_rememberedThatIsGone_saysSoAndAnotherCanBeChosen()
    {
        IdleEngine other;
        const QString gone = QStringLiteral("unix://") + home() + QStringLiteral("/no.sock");
        EngineSession session({}, gone, paths());
        session.search();
        QTRY_COMPARE(session.status().kind, desktop::EngineStatus::Kind::Failed);
        QVERIFY(session.status().error.message.contains(QStringLiteral("no.sock")));
        session.use(other.address());
        QTRY_COMPARE(session.status().kind, desktop::EngineStatus::Kind::Ready);
    }
};

PIERHEAD_TEST(DesktopChoicesTest)

#include "tst_desktop_choices.moc"

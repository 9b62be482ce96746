#include "faultyregistry.h"
#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"
#include "testregistry.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

using namespace pierhead;
using test::await;
using test::FaultyRegistry;
using test::InstallBench;
using test::readFile;
using test::SavedImage;
using test::TestRegistry;
using test::writeFile;
using Step = extensions::InstallEvent::Step;

namespace {

/// Into the network of the suite's engine, where 127.0.0.1 is the same registry for both.
void joinEnginesNetwork()
{
    QString folder = test::EngineTest::addressText().mid(int(strlen("unix://")));
    folder.truncate(folder.lastIndexOf(QLatin1Char('/')));
    const QByteArray process = readFile(folder + QStringLiteral("/engine.process"));
    const QByteArray file = "/proc/" + process.split(' ').front() + "/ns/net";
    const int network = ::open(file.constData(), O_RDONLY | O_CLOEXEC); // NOLINT(*-vararg)
    if (network < 0 || ::setns(network, CLONE_NEWNET) != 0) {
        qFatal("the engine's network cannot be entered: %s", file.constData());
    }
    ::close(network);
}

} // namespace

/// Installs from a real registry, which the engine pulls from.
class RegistryPullTest final : public test::InstallTest
{
    Q_OBJECT

public:
    static void beforeApplication() { joinEnginesNetwork(); }

private:
    std::unique_ptr<TestRegistry> m_open;
    std::unique_ptr<TestRegistry> m_closed;

    [[nodiscard]] static SavedImage sample(const QByteArray &page)
    {
        SavedImage image = savedSample({});
        image.files[QStringLiteral("ui/index.html")] = page;
        return image;
    }

    /// Pushes an image for each tag, with the tag for a page.
    static QString pushed(TestRegistry &registry, const QString &path, const QStringList &tags)
    {
        for (const QString &tag : tags) {
            [[maybe_unused]] const QString digest =
                registry.push(path, tag, {sample(tag.toUtf8())});
        }
        return registry.name() + QLatin1Char('/') + path;
    }

    void logIn(const QString &password) const
    {
        const QByteArray auth = (QStringLiteral("moby:") + password).toUtf8().toBase64();
        writeFile(home() + QStringLiteral("/docker/config.json"),
                  R"({"auths": {")" + m_closed->name().toUtf8() + R"(": {"auth": ")" + auth
                      + R"("}}})");
    }

    /// Installs, compares, and takes it off the engine again.
    void installed(const QString &reference, const QString &expected, const QByteArray &page)
    {
        InstallBench bench = this->bench();
        const auto extension = bench.install(reference);
        VERIFY_RESULT(extension);
        QCOMPARE(extension->reference, expected);
        QCOMPARE(pageOf(*extension), page);
        VERIFY_RESULT(bench.remove(extension->id.value()));
        VERIFY_RESULT(await(client().removeImage(expected)));
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_open = std::make_unique<TestRegistry>(TestRegistry::Access::Open);
        m_open->start();
        m_closed = std::make_unique<TestRegistry>(TestRegistry::Access::Login);
        m_closed->start();
        qputenv("SSL_CERT_FILE", m_closed->authority().toUtf8());
    }

    void cleanupTestCase()
    {
        m_open.reset();
        m_closed.reset();
    }

    void init()
    {
        InstallTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
    }

    void install_withTheLogin_isPulled()
    {
        const QString name =
            pushed(*m_closed, QStringLiteral("pull/closed"), {QStringLiteral("1.0.0")});
        logIn(m_closed->login().password);
        installed(name + QStringLiteral(":1.0.0"), name + QStringLiteral(":1.0.0"), "1.0.0");
    }

    void install_withoutOrWithTheWrongLogin_saysHowToLogIn_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("none") << QString();
        QTest::newRow("wrong") << QStringLiteral("not that one");
    }

    void install_withoutOrWithTheWrongLogin_saysHowToLogIn()
    {
        QFETCH(const QString, password);
        const QString name =
            pushed(*m_closed, QStringLiteral("pull/refused"), {QStringLiteral("1.0.0")});
        if (!password.isEmpty()) {
            logIn(password);
        }
        InstallBench bench = this->bench();
        for (const QString &reference : {name, name + QStringLiteral(":1.0.0")}) {
            const auto extension = bench.install(reference);
            COMPARE_ERROR(extension, ErrorCode::PermissionDenied);
            QCOMPARE(extension.error().registry, m_closed->name());
            QVERIFY2(extension.error().message.contains(
                         QStringLiteral("\"docker extension login %1\"").arg(m_closed->name())),
                     qPrintable(extension.error().message));
            QVERIFY(password.isEmpty()
                    || !(extension.error().message + extension.error().detail).contains(password));
        }
        QCOMPARE(bench.disk(), QStringList());
    }

    void install_brokenLogins_matterOnlyWhereALoginIsWanted()
    {
        writeFile(home() + QStringLiteral("/docker/config.json"), "{");
        const QString name =
            pushed(*m_open, QStringLiteral("pull/public"), {QStringLiteral("1.0.0")});
        installed(name + QStringLiteral(":1.0.0"), name + QStringLiteral(":1.0.0"), "1.0.0");
        const QString other =
            pushed(*m_closed, QStringLiteral("pull/broken"), {QStringLiteral("1.0.0")});
        const auto refused = bench().install(other + QStringLiteral(":1.0.0"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(home() + QStringLiteral("/docker/config.json")),
                 qPrintable(refused.error().message));
    }

    void install_withoutTag_isTheGreatestVersion()
    {
        const QString name = pushed(*m_closed,
                                    QStringLiteral("pull/versions"),
                                    {QStringLiteral("1.9.0"),
                                     QStringLiteral("1.10.0"),
                                     QStringLiteral("2.0.0-rc.1"),
                                     QStringLiteral("latest")});
        logIn(m_closed->login().password);
        installed(name, name + QStringLiteral(":1.10.0"), "1.10.0");
    }

    void install_withoutTagAndVersions_isLatest()
    {
        const QString name = pushed(*m_open,
                                    QStringLiteral("pull/unversioned"),
                                    {QStringLiteral("latest"), QStringLiteral("main")});
        installed(name, name + QStringLiteral(":latest"), "latest");
    }

    void install_withoutTagButLatestOnTheEngine_isThat()
    {
        const QString name =
            pushed(*m_open, QStringLiteral("pull/local"), {QStringLiteral("1.0.0")});
        const QString local = name + QStringLiteral(":latest");
        SavedImage own = sample("built here");
        own.reference = local;
        VERIFY_RESULT(await(client().loadImage(writeArchive({own}), {})));
        installed(name, local, "built here");
    }

    void install_registryFails_leavesNothingAndTheNextWorks_data()
    {
        using Fault = FaultyRegistry::Fault;
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QString>("reason");
        QTest::newRow("layer cut off") << Fault::CutOff << QStringLiteral("EOF");
        QTest::newRow("wrong bytes") << Fault::WrongBytes << QStringLiteral("verification failed");
        QTest::newRow("429") << Fault::TooMany << QStringLiteral("slow down");
        QTest::newRow("silence in the layer")
            << Fault::Silence
            << QStringLiteral("was given up: nothing came from the registry for 3 seconds");
    }

    void install_registryFails_leavesNothingAndTheNextWorks()
    {
        QFETCH(const FaultyRegistry::Fault, fault);
        QFETCH(const QString, reason);
        // Another layer for each, so that the engine has none of them.
        const QString path = QStringLiteral("faulty/%1").arg(static_cast<int>(fault));
        const QByteArray page = "page of " + path.toUtf8();
        FaultyRegistry registry(path, sample(page), fault);
        const QString reference = registry.reference();
        const auto version = await(client().version());
        VERIFY_RESULT(version);
        InstallBench bench(engine::EngineClient(address(), std::chrono::seconds(3)),
                           home(),
                           version->architecture);
        const auto extension = bench.install(reference);
        QVERIFY(!extension);
        QVERIFY2(extension.error().message.contains(reference)
                     && extension.error().message.contains(reason),
                 qPrintable(extension.error().message));
        QVERIFY(registry.layerRequests() > 0);
        QCOMPARE(bench.disk(), QStringList());
        QVERIFY(!isOnEngine(reference));
        registry.heal();
        installed(reference, reference, page);
    }
};

PIERHEAD_TEST(RegistryPullTest)

#include "tst_registrypull.moc"

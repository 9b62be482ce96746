#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/backendrunner.h>
#include <host/base/json.h>

#include <QScopeGuard>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using Step = InstallEvent::Step;

namespace {

const QString rollbackReference = QStringLiteral("rollbacks/sample:1");
const QString rollbackNext = QStringLiteral("rollbacks/sample:2");
const QString rollbackKey = QStringLiteral("rollbacks/sample");
const QString rollbackProject = QStringLiteral("rollbacks_sample-desktop-extension");

} // namespace

/// The version before in the place of the installed one, on a real engine.
class ExtensionRollbackTest final : public test::InstallTest
{
    Q_OBJECT

private:
    static backend::BackendRunner runner()
    {
        return {client(), ExtensionId::parse(rollbackKey).value()};
    }

    static QByteArray output(const QString &script)
    {
        const auto outcome =
            await(runner().exec({.command = {QStringLiteral("sh"), QStringLiteral("-c"), script},
                                 .workingDirectory = {},
                                 .environment = {}}));
        return outcome ? outcome->standardOutput + outcome->standardError
                       : outcome.error().message.toUtf8();
    }

    static QString container()
    {
        const auto details =
            await(client().inspectContainer(rollbackProject + QStringLiteral("-service")));
        return details ? details->id : details.error().message;
    }

    static QString idOf(const QString &image)
    {
        const auto info = await(client().inspectImage(image));
        return info ? info->id : info.error().message;
    }

    /// The build context of a version whose ./hello.sh greets with that word.
    static QMap<QString, QByteArray> greeting(const QByteArray &word)
    {
        QMap<QString, QByteArray> files = sampleContext(word);
        files[QStringLiteral("hello.sh")].replace("Hello", word);
        return files;
    }

    /// One whose backend has a volume, and runs that script first.
    static QMap<QString, QByteArray> withVolume(const QByteArray &word, const QByteArray &script)
    {
        QMap<QString, QByteArray> files = greeting(word);
        files[QStringLiteral("metadata.json")].replace("\"image\": \"${DESKTOP_PLUGIN_IMAGE}\"",
                                                       "\"composefile\": \"vm/compose.yaml\"");
        files[QStringLiteral("vm/compose.yaml")] = "services:\n"
                                                   "  web:\n"
                                                   "    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                                                   "    command: ['sh', '-c', '"
            + script
            + "; trap exit TERM; sleep 100000 & wait']\n"
              "    volumes: ['data:/data']\n"
              "volumes: {data: {}}\n";
        files[QStringLiteral("Dockerfile")] += "COPY vm /vm\n";
        return files;
    }

    static void removeVolume()
    {
        VERIFY_RESULT(await(client().removeVolume(rollbackProject + QStringLiteral("_data"))));
    }

private Q_SLOTS:

    void rollBack_afterAnUpdate_putsTheFormerBackAndForward()
    {
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Hello")));
        VERIFY_RESULT(buildImage(rollbackNext, greeting("Bonjour")));
        InstallBench bench = this->bench();
        const auto first = bench.install(rollbackReference);
        VERIFY_RESULT(first);
        test::writeFile(first->profilePath() + QStringLiteral("/storage"), "kept");
        const auto second = bench.update(rollbackNext);
        VERIFY_RESULT(second);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Bonjour, you!\n");

        const auto back = bench.rollBack(QStringLiteral("install-sample"));
        VERIFY_RESULT(back);
        QCOMPARE(bench.steps(),
                 QList<Step>({Step::RollingBack,
                              Step::InstallingService,
                              Step::SettingComposeAttributes,
                              Step::ServiceStarted,
                              Step::RolledBack}));
        QCOMPARE(back->reference, rollbackReference);
        QCOMPARE(back->imageId, first->imageId);
        QCOMPARE(back->version, first->version);
        QCOMPARE(back->installedAt.toSecsSinceEpoch(), first->installedAt.toSecsSinceEpoch());
        QCOMPARE(pageOf(bench.store().find(rollbackKey).value()), "Hello");
        QCOMPARE(test::readFile(back->folder + QStringLiteral("/current/ui/ui/index.html")),
                 "Hello");
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Hello, you!\n");
        QCOMPARE(test::readFile(back->profilePath() + QStringLiteral("/storage")), "kept");
        QCOMPARE(bench.store().previous(back->id).value().reference, rollbackNext);

        const auto forward = bench.rollBack(rollbackKey);
        VERIFY_RESULT(forward);
        QCOMPARE(forward->reference, rollbackNext);
        QCOMPARE(forward->version, second->version);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Bonjour, you!\n");
        VERIFY_RESULT(bench.remove(rollbackKey));
        QCOMPARE(bench.disk(), QStringList());
    }

    void rollBack_rebuiltUnderTheSameTag_movesTheTag()
    {
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Hello")));
        InstallBench bench = this->bench();
        const auto first = bench.install(rollbackReference);
        VERIFY_RESULT(first);
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Bonjour")));
        const auto second = bench.update(rollbackReference);
        VERIFY_RESULT(second);
        QCOMPARE(idOf(rollbackReference), second->imageId);

        VERIFY_RESULT(bench.rollBack(rollbackKey));
        QCOMPARE(idOf(rollbackReference), first->imageId);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Hello, you!\n");
        VERIFY_RESULT(bench.rollBack(rollbackKey));
        QCOMPARE(idOf(rollbackReference), second->imageId);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Bonjour, you!\n");
        VERIFY_RESULT(bench.remove(rollbackKey));
    }

    void rollBack_nameTakenAway_isGivenBack()
    {
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Hello")));
        VERIFY_RESULT(buildImage(rollbackNext, greeting("Bonjour")));
        const QString other = QStringLiteral("rollbacks/kept:1");
        VERIFY_RESULT(await(client().tagImage(rollbackReference, other)));
        InstallBench bench = this->bench();
        const auto first = bench.install(rollbackReference);
        VERIFY_RESULT(first);
        VERIFY_RESULT(bench.update(rollbackNext));
        VERIFY_RESULT(await(client().removeImage(rollbackReference)));
        QVERIFY(!isOnEngine(rollbackReference));
        VERIFY_RESULT(bench.rollBack(rollbackKey));
        QCOMPARE(idOf(rollbackReference), first->imageId);
        VERIFY_RESULT(bench.remove(rollbackKey));
        VERIFY_RESULT(await(client().removeImage(other)));
    }

    void rollBack_imageGone_saysSoAndChangesNothing()
    {
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Gone")));
        VERIFY_RESULT(buildImage(rollbackNext, greeting("Bonjour")));
        InstallBench bench = this->bench();
        const auto first = bench.install(rollbackReference);
        VERIFY_RESULT(first);
        VERIFY_RESULT(bench.update(rollbackNext));
        VERIFY_RESULT(await(client().removeImage(rollbackReference)));
        QVERIFY(!isOnEngine(first->imageId));
        const QStringList disk = bench.disk();
        const QString before = container();
        const auto back = bench.rollBack(rollbackKey);
        COMPARE_ERROR(back, ErrorCode::NotFound);
        QVERIFY2(back.error().message.contains(rollbackReference),
                 qPrintable(back.error().message));
        QVERIFY2(back.error().message.contains(QStringLiteral("nothing was changed")),
                 qPrintable(back.error().message));
        QCOMPARE(bench.disk(), disk);
        QCOMPARE(container(), before);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Bonjour, you!\n");
        VERIFY_RESULT(bench.remove(rollbackKey));
    }

    void rollBack_imageOfATabAloneGone_works()
    {
        const QString one = QStringLiteral("rollbacks/tab:1");
        test::SavedImage second = savedSample(QStringLiteral("rollbacks/tab:2"));
        second.files[QStringLiteral("ui/index.html")] = "second";
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(from(Kind::Archive, writeArchive({savedSample(one)}))));
        VERIFY_RESULT(bench.install(from(Kind::Archive, writeArchive({second}))));
        VERIFY_RESULT(await(client().removeImage(one)));
        const auto back = bench.rollBack(QStringLiteral("rollbacks/tab"));
        VERIFY_RESULT(back);
        QCOMPARE(pageOf(*back), "page");
        VERIFY_RESULT(bench.remove(QStringLiteral("rollbacks/tab")));
        VERIFY_RESULT(await(client().removeImage(second.reference)));
    }

    void rollBack_noEarlierVersion_isNotFound()
    {
        VERIFY_RESULT(buildImage(rollbackReference, greeting("Hello")));
        InstallBench bench = this->bench();
        COMPARE_ERROR(bench.rollBack(rollbackKey), ErrorCode::NotFound);
        VERIFY_RESULT(bench.install(rollbackReference));
        const QString before = container();
        const auto back = bench.rollBack(rollbackKey);
        COMPARE_ERROR(back, ErrorCode::NotFound);
        QVERIFY2(back.error().message.contains(QStringLiteral("No earlier version")),
                 qPrintable(back.error().message));
        QCOMPARE(container(), before);
        VERIFY_RESULT(bench.remove(rollbackKey));
    }

    void rollBack_backendDoesNotStart_leavesTheCurrentRunning()
    {
        const auto guard = qScopeGuard(&removeVolume);
        VERIFY_RESULT(
            buildImage(rollbackReference,
                       withVolume("Hello", "[ ! -e /data/new ] || { echo too new; exit 6; }")));
        VERIFY_RESULT(buildImage(rollbackReference + QStringLiteral("-next"),
                                 withVolume("Bonjour", "touch /data/new")));
        const auto version = await(client().version());
        VERIFY_RESULT(version);
        InstallBench bench(
            address(), home(), version->architecture, {.limit = std::chrono::seconds(4)});
        const auto first = bench.install(rollbackReference);
        VERIFY_RESULT(first);
        QCOMPARE(output(QStringLiteral("echo precious > /data/file")), "");
        VERIFY_RESULT(bench.update(rollbackReference + QStringLiteral("-next")));
        QTRY_COMPARE(output(QStringLiteral("ls /data")), "file\nnew\n");
        const QStringList disk = bench.disk();
        const auto back = bench.rollBack(rollbackKey);
        COMPARE_ERROR(back, ErrorCode::ProcessFailed);
        QVERIFY2(back.error().detail.startsWith(QStringLiteral("too new")),
                 qPrintable(back.error().detail));
        QCOMPARE(bench.disk(), disk);
        QCOMPARE(output(QStringLiteral("./hello.sh you")), "Bonjour, you!\n");

        // The volume went through all of that.
        QCOMPARE(output(QStringLiteral("cat /data/file; rm /data/new")), "precious\n");
        VERIFY_RESULT(bench.rollBack(rollbackKey));
        QCOMPARE(output(QStringLiteral("./hello.sh you; cat /data/file")),
                 "Hello, you!\nprecious\n");
        VERIFY_RESULT(bench.remove(rollbackKey));
    }
};

PIERHEAD_TEST(ExtensionRollbackTest)

#include "tst_extensionrollback.moc"

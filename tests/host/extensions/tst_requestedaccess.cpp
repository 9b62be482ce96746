#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testextension.h"
#include "testprogram.h"

#include <host/extensions/requestedaccess.h>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::backend::ComposeFile;

namespace {

const QString socketWords = QStringLiteral("the engine's socket, and so all of its containers");

QStringList inEnglish(const QList<Text> &requests)
{
    QStringList words;
    for (const Text &request : requests) {
        words.append(request.inEnglish());
    }
    return words;
}

/// What a compose file asks for, beside the backend itself.
QStringList requestsOf(const QByteArray &compose)
{
    const Result<ComposeFile> file = ComposeFile::parse(compose);
    if (!file) {
        qFatal("%s", qPrintable(file.error().message));
    }
    return inEnglish(RequestedAccess::of({}, {}, {*file}).requests);
}

RequestedAccess asking(const QStringList &requests)
{
    return {QList<Text>(requests.begin(), requests.end())};
}

} // namespace

/// What an extension asks for, and how two versions differ in it.
class RequestedAccessTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void of_nothing_asksForNothing()
    {
        QVERIFY(RequestedAccess::of({}, {}, {}).requests.isEmpty());
    }

    void of_manifest_asksForWhatItNames()
    {
        Manifest manifest;
        manifest.tab = DashboardTab{QStringLiteral("Any"), QStringLiteral("ui"), {}, {}};
        manifest.backend = BackendManifest{QStringLiteral("any:1"), {}, {}};
        manifest.hostBinaries =
            QStringList{QStringLiteral("bin/tool"), QStringLiteral("/other/helper")};
        const RequestedAccess access =
            RequestedAccess::of(manifest, Permission::Vm | Permission::Network, {});
        QCOMPARE(inEnglish(access.requests),
                 QStringList({QStringLiteral("a tab"),
                              QStringLiteral("a backend on the engine"),
                              QStringLiteral("its program tool on this machine"),
                              QStringLiteral("its program helper on this machine"),
                              QStringLiteral("the permission \"vm\""),
                              QStringLiteral("the permission \"network\"")}));
    }

    void of_composeFile_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QStringList>("requests");
        const QString etc = QStringLiteral("the folder /etc of the engine's machine");
        QTest::newRow("nothing") << QByteArray("{image: a}") << QStringList();
        QTest::newRow("folder") << QByteArray("{volumes: ['/etc:/host']}") << QStringList{etc};
        QTest::newRow("folder, read-only") << QByteArray("{volumes: ['/etc:/host:ro']}")
                                           << QStringList{etc + QStringLiteral(" (read-only)")};
        QTest::newRow("folder, long form")
            << QByteArray("{volumes: [{type: bind, source: /etc, target: /h, read_only: true}]}")
            << QStringList{etc + QStringLiteral(" (read-only)")};
        QTest::newRow("home") << QByteArray("{volumes: ['~/.kube:/kube']}")
                              << QStringList{
                                     QStringLiteral("the folder ~/.kube of the engine's machine")};
        QTest::newRow("out of its own folder")
            << QByteArray("{volumes: ['./a/../../b:/b']}")
            << QStringList{QStringLiteral("the folder ./a/../../b of the engine's machine")};
        QTest::newRow("its own folder")
            << QByteArray("{volumes: ['./conf:/conf:ro']}") << QStringList();
        QTest::newRow("a volume") << QByteArray("{volumes: ['data:/data', '/cache']}")
                                  << QStringList();
        QTest::newRow("engine's socket")
            << QByteArray("{volumes: ['/var/run/docker.sock:/var/run/docker.sock']}")
            << QStringList{socketWords};
        QTest::newRow("engine's socket, Docker Desktop's name")
            << QByteArray("{volumes: ['/var/run/docker.sock.raw:/x.sock:ro']}")
            << QStringList{socketWords};
        QTest::newRow("privileged")
            << QByteArray("{privileged: true}")
            << QStringList{QStringLiteral("a privileged container: root's power on the engine's "
                                          "machine")};
        QTest::newRow("not privileged") << QByteArray("{privileged: false}") << QStringList();
        QTest::newRow("namespaces")
            << QByteArray("{network_mode: host, pid: host, ipc: shareable}")
            << QStringList({QStringLiteral("the engine's machine's own network namespace"),
                            QStringLiteral("the engine's machine's own pid namespace")});
        QTest::newRow("ports") << QByteArray("{ports: ['127.0.0.1:8080:80', 90]}")
                               << QStringList(
                                      {QStringLiteral("the port 127.0.0.1:8080:80 of the "
                                                      "engine's machine"),
                                       QStringLiteral("the port 90 of the engine's machine")});
        QTest::newRow("port, long form")
            << QByteArray("{ports: [{published: 8080, target: 80}]}")
            << QStringList{QStringLiteral("the port 8080:80 of the engine's machine")};
        QTest::newRow("device and capability")
            << QByteArray("{devices: ['/dev/kvm:/dev/kvm'], cap_add: [NET_ADMIN]}")
            << QStringList({QStringLiteral("the device /dev/kvm of the engine's machine"),
                            QStringLiteral("the capability NET_ADMIN for its backend")});
    }

    void of_composeFile()
    {
        QFETCH(QByteArray, service);
        QTEST(requestsOf("services: {a: " + service + "}"), "requests");
    }

    void of_twoServicesThatAskForTheSame_tellsItOnce()
    {
        QCOMPARE(requestsOf("services: {a: {volumes: ['/var/run/docker.sock:/a']},"
                            " b: {volumes: ['/run/docker.sock:/b']}}"),
                 QStringList{socketWords});
    }

    void of_volumeMadeOfAFolder_asksForTheFolder()
    {
        QCOMPARE(requestsOf("services: {a: {volumes: ['home:/home']}}\n"
                            "volumes: {home: {driver_opts: {o: bind, type: none, device: /home}}}"),
                 QStringList{QStringLiteral("the folder /home of the engine's machine")});
    }

    void of_installed_readsWhatItsComposeFileTakesIn()
    {
        InstalledExtension extension = test::testExtension(home());
        extension.permissions = {};
        extension.manifest.tab.reset();
        extension.manifest.backend->composeFile = QStringLiteral("vm/compose.yaml");
        const QString folder = extension.version + QStringLiteral("/vm/");
        test::writeFile(folder + QStringLiteral("compose.yaml"),
                        "include: [more/compose.yaml]\n"
                        "services: {a: {extends: {file: base.yaml, service: b}}}\n");
        test::writeFile(folder + QStringLiteral("more/compose.yaml"),
                        "include: [../compose.yaml]\nservices: {c: {privileged: true}}\n");
        test::writeFile(folder + QStringLiteral("base.yaml"),
                        "services: {b: {volumes: ['/etc:/etc']}}\n");
        const QStringList requests = inEnglish(RequestedAccess::of(extension).requests);
        QCOMPARE(requests.size(), 3);
        QCOMPARE(requests.filter(QStringLiteral("privileged")).size(), 1);
        QCOMPARE(requests.filter(QStringLiteral("/etc")).size(), 1);
    }

    void difference_ofTheSame_isEmpty()
    {
        const RequestedAccess access = asking({QStringLiteral("a"), QStringLiteral("b")});
        QVERIFY(differenceBetween(access, access).isEmpty());
        QVERIFY(differenceBetween(access, asking({QStringLiteral("b"), QStringLiteral("a")}))
                    .isEmpty());
    }

    void difference_ofOthers_tellsBothSides()
    {
        const AccessDifference difference =
            differenceBetween(asking({QStringLiteral("a"), QStringLiteral("b")}),
                              asking({QStringLiteral("c"), QStringLiteral("b")}));
        QCOMPARE(inEnglish(difference.added), QStringList{QStringLiteral("c")});
        QCOMPARE(inEnglish(difference.removed), QStringList{QStringLiteral("a")});
        QVERIFY(!difference.isEmpty());
    }
};

PIERHEAD_TEST(RequestedAccessTest)

#include "tst_requestedaccess.moc"

#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/base/json.h>

#include <QDir>
#include <QFileInfo>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::readFile;
using pierhead::test::sampleExtension;
using pierhead::test::storeExtension;
using pierhead::test::writeFile;

namespace {

ExtensionId idOf(const char *reference)
{
    return ExtensionId::parse(QLatin1String(reference)).value();
}

InstalledExtension sample(const char *version, const char *reference = "org/sample:1.0.0")
{
    return sampleExtension(
        QLatin1String(reference), QStringLiteral("sample"), QLatin1String(version));
}

QStringList versionsOf(const ExtensionStore &store, const ExtensionId &id)
{
    return QDir(store.folder(id) + QStringLiteral("/versions"))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QString currentPage(const ExtensionStore &store, const ExtensionId &id)
{
    return QString::fromUtf8(
        readFile(store.folder(id) + QStringLiteral("/current/ui/ui/index.html")));
}

} // namespace

class ExtensionStoreTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    ExtensionStore store() const { return ExtensionStore(Paths::fromEnvironment()); }

private Q_SLOTS:

    void list_nothingInstalled_isEmpty() { QVERIFY(store().list().empty()); }

    void commit_stagedVersion_isInstalled()
    {
        const auto committed = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(committed);
        const auto list = store().list();
        QCOMPARE(list.size(), std::size_t{1});
        const InstalledExtension &extension = list.front();
        QCOMPARE(extension.id.value(), QStringLiteral("org/sample"));
        QCOMPARE(extension.reference, QStringLiteral("org/sample:1.0.0"));
        QCOMPARE(extension.imageId, QStringLiteral("sha256:aaaa"));
        QCOMPARE(extension.permissions, allPermissions());
        QCOMPARE(extension.displayTitle(), QStringLiteral("Sample"));
        QCOMPARE(extension.version, committed->version);
        QVERIFY(QFileInfo(extension.uiRoot() + QStringLiteral("/index.html")).isFile());
        QCOMPARE(extension.iconPath(), extension.version + QStringLiteral("/icon/icon.svg"));
        QCOMPARE(currentPage(store(), extension.id), QStringLiteral("sha256:aaaa"));
        QVERIFY2(qAbs(extension.installedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60,
                 qPrintable(extension.installedAt.toString(Qt::ISODate)));
    }

    void commit_thirdVersion_keepsTheOneBefore()
    {
        for (const char *version : {"aaaa", "bbbb", "cccc"}) {
            VERIFY_RESULT(storeExtension(store(), sample(version)));
        }
        const ExtensionId id = idOf("org/sample");
        QCOMPARE(versionsOf(store(), id),
                 QStringList({QStringLiteral("bbbb"), QStringLiteral("cccc")}));
        QCOMPARE(currentPage(store(), id), QStringLiteral("sha256:cccc"));
    }

    void commit_sameImageAgain_isANewVersion()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        QCOMPARE(store().list().size(), std::size_t{1});
        QCOMPARE(versionsOf(store(), idOf("org/sample")).size(), 2);
    }

    void commit_sameImageAgain_keepsTheVersionBefore()
    {
        for (const char *version : {"aaaa", "bbbb", "bbbb"}) {
            VERIFY_RESULT(storeExtension(store(), sample(version)));
        }
        const ExtensionId id = idOf("org/sample");
        QCOMPARE(store().previous(id).value().imageId, QStringLiteral("sha256:aaaa"));
        VERIFY_RESULT(store().lock(id)); // sweeps what it took the place of
        QCOMPARE(versionsOf(store(), id),
                 QStringList({QStringLiteral("aaaa"), QStringLiteral("bbbb-2")}));
        QCOMPARE(currentPage(store(), id), QStringLiteral("sha256:bbbb"));
    }

    void previous_ofTheFirst_isNotFound()
    {
        const ExtensionId id = idOf("org/sample");
        COMPARE_ERROR(store().previous(id), ErrorCode::NotFound);
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        COMPARE_ERROR(store().previous(id), ErrorCode::NotFound);
        COMPARE_ERROR(store().exchangeVersions(id), ErrorCode::NotFound);
    }

    void previous_ofAnOlderPierheadsRecord_isNotFoundAndKept()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        const auto installed = storeExtension(store(), sample("bbbb"));
        VERIFY_RESULT(installed);
        const QString file = installed->folder + QStringLiteral("/install.json");
        nlohmann::json record = json::parse(readFile(file)).value();
        QCOMPARE(record.erase("previous"), std::size_t{1});
        writeFile(file, json::serializePretty(record));
        COMPARE_ERROR(store().previous(installed->id), ErrorCode::NotFound);
        VERIFY_RESULT(store().lock(installed->id));
        QCOMPARE(versionsOf(store(), installed->id).size(), 2);
    }

    void previous_thatLeadsOut_isRefused()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        const auto installed = storeExtension(store(), sample("bbbb"));
        VERIFY_RESULT(installed);
        const QString file = installed->folder + QStringLiteral("/install.json");
        QByteArray text = readFile(file);
        text.replace("\"folder\": \"aaaa\"", "\"folder\": \"../versions/aaaa\"");
        writeFile(file, text);
        COMPARE_ERROR(store().previous(installed->id), ErrorCode::Protocol);
    }

    void exchange_twice_goesBackAndForward()
    {
        InstalledExtension first = sample("aaaa");
        first.permissions = Permission::Vm;
        first.labels.vendor = QStringLiteral("Us");
        VERIFY_RESULT(storeExtension(store(), first));
        VERIFY_RESULT(storeExtension(store(),
                                     sampleExtension(QStringLiteral("org/sample:2.0.0"),
                                                     QStringLiteral("renamed"),
                                                     QStringLiteral("bbbb"))));
        const ExtensionId id = idOf("org/sample");
        const auto back = store().exchangeVersions(id);
        VERIFY_RESULT(back);
        QCOMPARE(back->imageId, QStringLiteral("sha256:aaaa"));
        QCOMPARE(back->name, QStringLiteral("sample"));
        QCOMPARE(back->reference, QStringLiteral("org/sample:1.0.0"));
        QCOMPARE(back->labels.vendor, QStringLiteral("Us"));
        QCOMPARE(back->permissions, Permissions(Permission::Vm));
        QCOMPARE(currentPage(store(), id), QStringLiteral("sha256:aaaa"));
        QCOMPARE(store().find(QStringLiteral("sample")).value().version, back->version);
        QCOMPARE(store().previous(id).value().name, QStringLiteral("renamed"));
        const auto forward = store().exchangeVersions(id);
        VERIFY_RESULT(forward);
        QCOMPARE(forward->reference, QStringLiteral("org/sample:2.0.0"));
        QCOMPARE(forward->permissions, allPermissions());
        QCOMPARE(currentPage(store(), id), QStringLiteral("sha256:bbbb"));
        QCOMPARE(versionsOf(store(), id).size(), 2);
    }

    void exchange_filesOfThePreviousGone_leavesTheCurrent()
    {
        const auto first = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(first);
        VERIFY_RESULT(storeExtension(store(), sample("bbbb")));
        QVERIFY(QDir(first->version).removeRecursively());
        COMPARE_ERROR(store().exchangeVersions(first->id), ErrorCode::Io);
        QCOMPARE(store().find(QStringLiteral("org/sample")).value().imageId,
                 QStringLiteral("sha256:bbbb"));
    }

    void commit_unreadableMetadata_leavesTheFormerVersion()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        const ExtensionId id = idOf("org/sample");
        const auto staged = store().stage(id, QStringLiteral("sha256:bbbb"));
        VERIFY_RESULT(staged);
        writeFile(*staged + QStringLiteral("/metadata.json"), "{");
        QVERIFY(!store().commit(sample("bbbb"), *staged));
        QCOMPARE(store().find(QStringLiteral("org/sample")).value().imageId,
                 QStringLiteral("sha256:aaaa"));
        QCOMPARE(versionsOf(store(), id), QStringList{QStringLiteral("aaaa")});
        QCOMPARE(currentPage(store(), id), QStringLiteral("sha256:aaaa"));
    }

    void commit_profile_isKept()
    {
        const auto first = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(first);
        writeFile(first->profilePath() + QStringLiteral("/storage"), "kept");
        const auto second = storeExtension(store(), sample("bbbb"));
        VERIFY_RESULT(second);
        QCOMPARE(readFile(second->profilePath() + QStringLiteral("/storage")), "kept");
    }

    void list_rubbish_isLeftOut()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        const QString root = store().root();
        writeFile(root + QStringLiteral("/a file"), "rubbish");
        QVERIFY(QDir().mkpath(root + QStringLiteral("/under_way/versions/abc")));
        writeFile(root + QStringLiteral("/broken/install.json"), "{\"id\": 7}");
        writeFile(root + QStringLiteral("/cut/install.json"), "{\"id\": \"org");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("/broken is left")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("/cut is left")));
        QCOMPARE(store().list().size(), std::size_t{1});
    }

    void list_versionThatLeadsOut_isLeftOut()
    {
        const auto installed = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(installed);
        const QString record = installed->folder + QStringLiteral("/install.json");
        QByteArray text = readFile(record);
        text.replace("\"version\": \"aaaa\"", "\"version\": \"../versions/aaaa\"");
        writeFile(record, text);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no name of a fold")));
        QVERIFY(store().list().empty());
    }

    void find_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("id");
        QTest::newRow("id") << "org/sample"
                            << "org/sample";
        QTest::newRow("reference") << "org/sample:1.0.0"
                                   << "org/sample";
        QTest::newRow("another tag") << "org/sample:2.0.0"
                                     << "org/sample";
        QTest::newRow("name") << "sample"
                              << "org/sample";
        QTest::newRow("Hub's long name") << "docker.io/org/sample"
                                         << "org/sample";
        QTest::newRow("id wins over name") << "other"
                                           << "other";
    }

    void find()
    {
        QFETCH(QString, key);
        QFETCH(QString, id);
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        VERIFY_RESULT(storeExtension(store(),
                                     sampleExtension(QStringLiteral("other"),
                                                     QStringLiteral("any"),
                                                     QStringLiteral("bbbb"))));
        VERIFY_RESULT(storeExtension(store(),
                                     sampleExtension(QStringLiteral("third"),
                                                     QStringLiteral("other"),
                                                     QStringLiteral("cccc"))));
        const auto found = store().find(key);
        VERIFY_RESULT(found);
        QCOMPARE(found->id.value(), id);
    }

    void find_nameOfTwo_listsTheIds()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa", "org/one:1")));
        VERIFY_RESULT(storeExtension(store(), sample("aaaa", "org/two:1")));
        const auto found = store().find(QStringLiteral("sample"));
        COMPARE_ERROR(found, ErrorCode::InvalidArgument);
        QVERIFY(found.error().message.contains(QStringLiteral("org/one, org/two")));
    }

    void find_unknown_isNotFound()
    {
        const auto found = store().find(QStringLiteral("nothing"));
        COMPARE_ERROR(found, ErrorCode::NotFound);
        QVERIFY(found.error().message.contains(QStringLiteral("\"nothing\" is not installed")));
    }

    void lock_held_saysByWhom()
    {
        const auto first = store().lock(idOf("org/sample"));
        VERIFY_RESULT(first);
        const auto second = store().lock(idOf("org/sample"));
        COMPARE_ERROR(second, ErrorCode::Conflict);
        QVERIFY(
            second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
        VERIFY_RESULT(store().lock(idOf("org/other")));
    }

    void lock_released_canBeTakenAgain()
    {
        VERIFY_RESULT(store().lock(idOf("org/sample")));
        VERIFY_RESULT(store().lock(idOf("org/sample")));
    }

    void lock_firstInstallDied_sweepsItsFolders()
    {
        const ExtensionId id = idOf("org/sample");
        VERIFY_RESULT(store().stage(id, QStringLiteral("sha256:bbbb")));
        writeFile(store().folder(id) + QStringLiteral("/versions/aaaa/metadata.json"), "{}");
        VERIFY_RESULT(store().lock(id));
        QVERIFY(!QFileInfo::exists(store().folder(id)));
    }

    void lock_updateDied_leavesTheInstalledVersion()
    {
        const auto installed = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(installed);
        const QString folder = installed->folder;
        const auto staged = store().stage(installed->id, QStringLiteral("sha256:bbbb"));
        VERIFY_RESULT(staged);
        writeFile(folder + QStringLiteral("/versions/bbbb/metadata.json"), "{}");
        // It died after install.json, before `current` followed.
        QVERIFY(QFile::remove(folder + QStringLiteral("/current")));
        QVERIFY(QFile::link(QStringLiteral("versions/bbbb"), folder + QStringLiteral("/current")));
        VERIFY_RESULT(store().lock(installed->id));
        QVERIFY(!QFileInfo::exists(*staged));
        QCOMPARE(versionsOf(store(), installed->id), QStringList{QStringLiteral("aaaa")});
        QCOMPARE(currentPage(store(), installed->id), QStringLiteral("sha256:aaaa"));
    }

    void lock_unreadableRecord_sweepsNoVersion()
    {
        const auto installed = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(installed);
        writeFile(installed->folder + QStringLiteral("/install.json"), "{");
        VERIFY_RESULT(store().lock(installed->id));
        QCOMPARE(versionsOf(store(), installed->id), QStringList{QStringLiteral("aaaa")});
    }

    void discard_nothingElseThere_removesTheFolder()
    {
        const ExtensionId id = idOf("org/sample");
        const auto staged = store().stage(id, QStringLiteral("sha256:aaaa"));
        VERIFY_RESULT(staged);
        writeFile(*staged + QStringLiteral("/ui/page"), "x");
        store().discard(*staged);
        QVERIFY(!QFileInfo::exists(store().folder(id)));
    }

    void discard_somethingInstalled_leavesIt()
    {
        VERIFY_RESULT(storeExtension(store(), sample("aaaa")));
        const auto staged = store().stage(idOf("org/sample"), QStringLiteral("sha256:aaaa"));
        VERIFY_RESULT(staged);
        store().discard(*staged);
        QCOMPARE(store().list().size(), std::size_t{1});
    }

    void remove_installed_leavesNothing()
    {
        const auto installed = storeExtension(store(), sample("aaaa"));
        VERIFY_RESULT(installed);
        writeFile(installed->profilePath() + QStringLiteral("/storage"), "gone");
        VERIFY_RESULT(store().remove(installed->id));
        QVERIFY(!QFileInfo::exists(installed->folder));
        VERIFY_RESULT(store().remove(installed->id)); // nothing there is success
    }
};

PIERHEAD_TEST(ExtensionStoreTest)

#include "tst_extensionstore.moc"

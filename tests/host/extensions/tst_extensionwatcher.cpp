#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/extensionwatcher.h>

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::storeExtension;
using pierhead::test::writeFile;

namespace {

InstalledExtension sampleVersion(const char *version)
{
    return test::sampleExtension(
        QStringLiteral("org/sample:1"), QStringLiteral("sample"), QLatin1String(version));
}

} // namespace

class ExtensionWatcherTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    ExtensionStore store() const { return ExtensionStore(Paths::fromEnvironment()); }

private Q_SLOTS:

    void watch_rootAbsent_isMade()
    {
        const ExtensionStore store = this->store();
        const ExtensionWatcher watcher(store);
        QVERIFY(QFileInfo(store.root()).isDir());
    }

    void install_severalWrites_areToldOnce()
    {
        const ExtensionStore store = this->store();
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        VERIFY_RESULT(storeExtension(store, sampleVersion("aaaa")));
        QVERIFY(changes.wait());
        QVERIFY(!changes.wait(300));
        QCOMPARE(changes.size(), 1);
    }

    void update_ofWhatWasThere_isTold()
    {
        const ExtensionStore store = this->store();
        VERIFY_RESULT(storeExtension(store, sampleVersion("aaaa")));
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        VERIFY_RESULT(storeExtension(store, sampleVersion("bbbb")));
        QVERIFY(changes.wait());
    }

    void update_ofWhatCameLater_isTold()
    {
        const ExtensionStore store = this->store();
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        VERIFY_RESULT(storeExtension(store, sampleVersion("aaaa")));
        QVERIFY(changes.wait());
        changes.clear();
        VERIFY_RESULT(storeExtension(store, sampleVersion("bbbb")));
        QVERIFY(changes.wait());
    }

    void remove_isTold()
    {
        const ExtensionStore store = this->store();
        const auto installed = storeExtension(store, sampleVersion("aaaa"));
        VERIFY_RESULT(installed);
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        VERIFY_RESULT(store.remove(installed->id));
        QVERIFY(changes.wait());
    }

    void extensionFolder_replaced_isWatchedAgain()
    {
        const ExtensionStore store = this->store();
        const auto installed = storeExtension(store, sampleVersion("aaaa"));
        VERIFY_RESULT(installed);
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        const QString copy = store.root() + QStringLiteral("/../copy");
        QVERIFY(QDir().rename(installed->folder, copy));
        QVERIFY(QDir().rename(copy, installed->folder));
        QVERIFY(changes.wait());
        changes.clear();
        writeFile(installed->folder + QStringLiteral("/anything"), "x");
        QVERIFY(changes.wait());
    }

    void root_replaced_isWatchedAgain()
    {
        const ExtensionStore store = this->store();
        const ExtensionWatcher watcher(store);
        QSignalSpy changes(&watcher, &ExtensionWatcher::changed);
        QVERIFY(QDir().rmdir(store.root()));
        QVERIFY(changes.wait());
        changes.clear();
        VERIFY_RESULT(storeExtension(store, sampleVersion("aaaa")));
        QVERIFY(changes.wait());
    }
};

PIERHEAD_TEST(ExtensionWatcherTest)

#include "tst_extensionwatcher.moc"

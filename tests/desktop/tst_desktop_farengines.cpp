#include "switchersupport.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/enginerow.h>
#include <app/desktop/extensiontab.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QTest>

#include <installtest.h>
#include <result.h>
#include <secondhost.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::EngineRow;
using desktop::EngineSwitcher;
using test::openSwitcher;
using test::openWindow;
using test::patience;
using test::visible;

/// From the engine of this machine to those of another and to the embedded one, by clicks.
class DesktopFarEnginesTest final : public test::InstallTest
{
    Q_OBJECT

public:
    static void beforeApplication() { test::SecondHost::leaveNetwork(); }

private:
    std::unique_ptr<test::SecondHost> m_host;

    /// The row in whose words the text is.
    static EngineRow *row(EngineSwitcher &switcher, const QString &text)
    {
        for (auto *found : switcher.findChildren<EngineRow *>()) {
            if (found->isVisible() && found->accessibleName().contains(text)) {
                return found;
            }
        }
        return nullptr;
    }

    /// Opens the list, waits until the engine has answered, and clicks on it.
    static void choose(desktop::Application &program, const QString &text, const QString &answer)
    {
        const QPointer<EngineSwitcher> switcher = openSwitcher(program);
        QVERIFY(switcher);
        QTRY_VERIFY_WITH_TIMEOUT(row(*switcher, text) != nullptr, patience);
        QTRY_VERIFY_WITH_TIMEOUT(row(*switcher, text)->accessibleName().contains(answer), patience);
        QTest::mouseClick(row(*switcher, text), Qt::LeftButton);
        QTRY_VERIFY(!switcher);
    }

    /// The containers that the window's page of them shows.
    static bool showsContainer(desktop::Application &program, const QString &name)
    {
        QTest::mouseClick(test::tab(program.window(), QStringLiteral("Containers")),
                          Qt::LeftButton);
        const auto shows = [&program, &name] {
            auto *table =
                visible<QAbstractItemView>(program.window(), QStringLiteral("entryTable"));
            if (table == nullptr) {
                return false;
            }
            const QAbstractItemModel &model = *table->model();
            return !model.match(model.index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchStartsWith)
                        .isEmpty();
        };
        return test::waitFor(shows, patience);
    }

    void runContainer(const QString &name) const
    {
        const engine::EngineClient client(m_host->localAddress());
        engine::ContainerSpec spec;
        spec.image = QStringLiteral("alpine:3.15");
        spec.name = name;
        spec.command = {QStringLiteral("sleep"), QStringLiteral("100000")};
        const auto made = test::await(client.createContainer(spec));
        VERIFY_RESULT(made);
        VERIFY_RESULT(test::await(client.startContainer(*made)));
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_host = std::make_unique<test::SecondHost>(QDir::tempPath() + QStringLiteral("/far"));
        QVERIFY(m_host->start());
        runContainer(QStringLiteral("on-the-far-side"));
    }

    void cleanupTestCase() { m_host.reset(); }

    void init()
    {
        InstallTest::init();
        test::useDockerFolder(home());
        const QByteArray storage = "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + home().toUtf8()
            + "/graph\"\nrunroot = \"" + home().toUtf8() + "/run-storage\"\n";
        test::writeFile(home() + QStringLiteral("/storage.conf"), storage);
        qputenv("CONTAINERS_STORAGE_CONF", (home() + QStringLiteral("/storage.conf")).toUtf8());
    }

    void switcher_farEngines_areUsedOneAfterTheOther()
    {
        test::makeDockerContext(home(), QStringLiteral("by-ssh"), test::SecondHost::sshText);
        test::makeDockerContext(home(),
                                QStringLiteral("by-tls"),
                                QStringLiteral("tcp://10.99.0.2:2376"),
                                m_host->folder() + QStringLiteral("/client"));
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);

        choose(*program, QStringLiteral("by-ssh"), QStringLiteral("Docker Engine"));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->engines().status().address, test::SecondHost::sshText, patience);
        QVERIFY(showsContainer(*program, QStringLiteral("on-the-far-side")));
        test::picture(program->window(), QStringLiteral("engine-by-ssh"));

        choose(*program, QStringLiteral("by-tls"), QStringLiteral("Docker Engine"));
        QTRY_VERIFY_WITH_TIMEOUT(
            program->engines().status().address.startsWith(QStringLiteral("tcp://10.99.0.2:2376")),
            patience);
        QVERIFY(showsContainer(*program, QStringLiteral("on-the-far-side")));

        choose(*program, QStringLiteral("Embedded engine"), {});
        QTRY_COMPARE_WITH_TIMEOUT(
            program->engines().status().address, QStringLiteral("embedded"), patience);
        QVERIFY(program->engines().engine() != nullptr);
        test::picture(program->window(), QStringLiteral("engine-embedded"));

        choose(*program, addressText().section(QStringLiteral("://"), 1), {});
        QTRY_COMPARE_WITH_TIMEOUT(program->engines().status().address, addressText(), patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopFarEnginesTest)

#include "tst_desktop_farengines.moc"

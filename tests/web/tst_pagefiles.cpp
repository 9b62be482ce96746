#include "pagetest.h"
#include "widgetstest.h"

#include <bridge/web/extensionscheme.h>

#include <QDir>
#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// Files between a page and the user: dialogs, downloads; and what a link brings along.
class PageFilesTest final : public test::PageTest
{
    Q_OBJECT

private:
    std::unique_ptr<OpenPage> m_open;
    PageContext m_context{
        test::testExtension(QString()), engine::EngineClient(engine::EngineAddress{}), nullptr};

    static QString download(const char *href, const char *name)
    {
        return QStringLiteral(
                   "(() => { const a = document.createElement('a'); a.href = %1; a.download = "
                   "'%2'; a.click(); })()")
            .arg(QString::fromLatin1(href), QString::fromLatin1(name));
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    [[nodiscard]] QStringList begunDownloads() const
    {
        return QDir(m_context.extension.profilePath() + QStringLiteral("/downloads"))
            .entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:

    void init()
    {
        PageTest::init();
        m_desktop.asked = {};
        m_desktop.chosen.clear();
        m_context = install(QStringLiteral("scheme.html"));
        m_context.query = QStringLiteral("code=a%26b&state=x y");
        m_open = std::make_unique<OpenPage>(*m_profiles, m_methods, m_context);
        QVERIFY(m_open->isLoaded());
    }

    void cleanup()
    {
        m_open.reset();
        PageTest::cleanup();
    }

    void query_ofALink_isThePages()
    {
        COMPARE_JSON(m_open->value(QStringLiteral(
                         "[...new URLSearchParams(location.search)].flat().concat(origin)")),
                     (nlohmann::json{"code",
                                     "a&b",
                                     "state",
                                     "x y",
                                     extensionscheme::origin(m_context.extension.id).toString()}));
    }

    void openDialog_options_reachTheDesktop()
    {
        m_desktop.chosen = QStringList{QStringLiteral("/a/b.png"), QStringLiteral("/a/c.png")};
        COMPARE_JSON(
            m_open->value(QStringLiteral(
                "ddClient.desktopUI.dialog.showOpenDialog({ title: 'Pick', buttonLabel: 'Take', "
                "defaultPath: '/a', filters: [{ name: 'Images', extensions: ['png', '.jpg', '*'] "
                "}], "
                "properties: ['openFile', 'multiSelections', 'showHiddenFiles', 'noSuchThing'] "
                "})")),
            (nlohmann::json{{"canceled", false},
                            {"filePaths", {"/a/b.png", "/a/c.png"}},
                            {"paths", {"/a/b.png", "/a/c.png"}}}));
        QCOMPARE(m_desktop.asked.title, QStringLiteral("Pick"));
        QCOMPARE(m_desktop.asked.buttonLabel, QStringLiteral("Take"));
        QCOMPARE(m_desktop.asked.defaultPath, QStringLiteral("/a"));
        QCOMPARE(m_desktop.asked.filters.size(), 1);
        QCOMPARE(m_desktop.asked.filters.first().extensions,
                 (QStringList{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("*")}));
        QVERIFY(m_desktop.asked.isMultiple);
        QVERIFY(m_desktop.asked.showsHidden);
        QVERIFY(!m_desktop.asked.selectsFolders);
    }

    void openDialog_leftWithoutAChoice_isNoRejection()
    {
        const nlohmann::json nothing{{"canceled", true},
                                     {"filePaths", nlohmann::json::array()},
                                     {"paths", nlohmann::json::array()}};
        const QString show = QStringLiteral("ddClient.desktopUI.dialog.showOpenDialog(%1)");
        COMPARE_JSON(m_open->value(show.arg(QString())), nothing);
        COMPARE_JSON(m_open->value(show.arg(QStringLiteral("{ properties: ['openDirectory'] }"))),
                     nothing);
        QVERIFY(m_desktop.asked.selectsFolders);
        // What is no option is none.
        COMPARE_JSON(m_open->value(show.arg(QStringLiteral("{ title: 7, filters: 'x' }"))),
                     nothing);
    }

    void saveDialog_givesOnePath()
    {
        const QString show =
            QStringLiteral("ddClient.pierhead.dialog.showSaveDialog({ defaultPath: '/a/x.csv' })");
        m_desktop.chosen = QStringList{QStringLiteral("/b/y.csv")};
        COMPARE_JSON(m_open->value(show),
                     (nlohmann::json{{"canceled", false}, {"filePath", "/b/y.csv"}}));
        QCOMPARE(m_desktop.asked.defaultPath, QStringLiteral("/a/x.csv"));
        m_desktop.chosen.clear();
        COMPARE_JSON(m_open->value(show), (nlohmann::json{{"canceled", true}, {"filePath", ""}}));
    }

    void dialogs_withoutThePermission_areRefused()
    {
        m_open.reset();
        m_context.extension.permissions.setFlag(extensions::Permission::Dialogs, false);
        m_open = std::make_unique<OpenPage>(*m_profiles, m_methods, m_context);
        QVERIFY(m_open->isLoaded());
        const auto told = m_open->value(
            QStringLiteral("ddClient.desktopUI.dialog.showOpenDialog().catch((e) => e.message)"));
        QVERIFY(told.get<QString>().contains(QStringLiteral("\"dialogs\"")));
    }

    void download_isSavedWhereTheUserSays_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("blob") << download("URL.createObjectURL(new Blob(['a,b']))", "table.csv")
                              << QByteArray("a,b");
        QTest::newRow("data") << download("'data:text/csv,a%2Cb'", "table.csv")
                              << QByteArray("a,b");
        QTest::newRow("own file") << download("'data.json'", "table.csv")
                                  << QByteArray("{ \"answer\": 42 }\n");
    }

    void download_isSavedWhereTheUserSays()
    {
        QFETCH(const QString, script);
        QFETCH(const QByteArray, content);
        const QString target = home() + QStringLiteral("/saved.csv");
        QFile former(target);
        QVERIFY(former.open(QIODevice::WriteOnly));
        former.write("what was there before");
        former.close();
        m_desktop.chosen = QStringList{target};
        m_open->value(script);
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: Saved as ") + target});
        QVERIFY(m_desktop.asked.defaultPath.endsWith(QStringLiteral("/table.csv")));
        QCOMPARE(contentOf(target), content);
        QVERIFY(begunDownloads().isEmpty());
        QVERIFY(QFile::remove(target));
    }

    void download_thatTheUserDoesNotWant_leavesNothing()
    {
        m_open->value(download("URL.createObjectURL(new Blob(['a,b']))", "table.csv"));
        QTRY_VERIFY(m_desktop.asked.defaultPath.endsWith(QStringLiteral("/table.csv")));
        QTRY_VERIFY(begunDownloads().isEmpty());
        QVERIFY(m_desktop.toasts.isEmpty());
    }

    void download_thatCannotBeWritten_isTold()
    {
        m_desktop.chosen = QStringList{home() + QStringLiteral("/no/such/folder/x.csv")};
        m_open->value(download("URL.createObjectURL(new Blob(['a,b']))", "table.csv"));
        QTRY_COMPARE(m_desktop.toasts.size(), 1);
        QVERIFY2(m_desktop.toasts.first().startsWith(QStringLiteral("error: \"")),
                 qPrintable(m_desktop.toasts.first()));
        QTRY_VERIFY(begunDownloads().isEmpty());
    }

    void download_name_cannotLeadElsewhere()
    {
        m_open->value(download("URL.createObjectURL(new Blob(['a,b']))", "../../x.csv"));
        QTRY_VERIFY(!m_desktop.asked.defaultPath.isEmpty());
        QVERIFY2(!m_desktop.asked.defaultPath.contains(QStringLiteral("..")),
                 qPrintable(m_desktop.asked.defaultPath));
    }
};

PIERHEAD_WIDGETS_TEST(PageFilesTest)

} // namespace pierhead::bridge

#include "tst_pagefiles.moc"

#include "pagetest.h"
#include "result.h"
#include "storedextension.h"
#include "widgetstest.h"

#include <bridge/web/extensionscheme.h>
#include <bridge/web/folderwatch.h>
#include <host/scaffold/scaffold.h>

#include <QSignalSpy>
#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;
using test::readFile;

namespace {

constexpr int loadPatience = 30000;

} // namespace

/// A page that comes from its author's folder in place of the extension's files.
class PageUiFolderTest final : public test::PageTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/made/ui"); }

    [[nodiscard]] QString path(const char *name) const
    {
        return folder() + QLatin1Char('/') + QLatin1String(name);
    }

    void write(const char *name, const QByteArray &content) const
    {
        test::writeFile(path(name), content);
    }

    /// Exchanges a text that is in the file.
    void edit(const char *name, const QByteArray &before, const QByteArray &after) const
    {
        QByteArray content = readFile(path(name));
        QVERIFY2(content.contains(before), content);
        write(name, content.replace(before, after));
    }

    /// The context of an extension that was installed with another page than the folder's.
    [[nodiscard]] PageContext folderContext()
    {
        PageContext context = install(QStringLiteral("index.html"));
        addFile(QStringLiteral("index.html"), "installed");
        context.uiFolder = folder();
        return context;
    }

private Q_SLOTS:

    void changes_inTheTemplatesFolder_areShown()
    {
        VERIFY_RESULT(
            scaffold::writeExtension(QStringLiteral("html"),
                                     scaffold::Answers::defaultsFor(QStringLiteral("made")),
                                     home() + QStringLiteral("/made")));
        m_engine->on("GET /containers/json", test::FakeReply::json(200, nlohmann::json::array()));
        const PageContext context = folderContext();
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        const QString heading = QStringLiteral("document.querySelector('h1').textContent");
        COMPARE_JSON(open.value(heading), "Made");
        open.value(QStringLiteral("localStorage.word = 'kept'"));

        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        edit("index.html", "<h1>Made</h1>", "<h1>Changed</h1>");
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, loadPatience);
        COMPARE_JSON(open.value(heading), "Changed");

        // What the page has loaded before is not the engine's memory of it.
        edit("style.css", "body {", "h1 { color: rgb(1, 2, 3); }\nbody {");
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 2, loadPatience);
        COMPARE_JSON(
            open.value(QStringLiteral("getComputedStyle(document.querySelector('h1')).color")),
            "rgb(1, 2, 3)");
        edit("main.js", "Containers that run", "Running");
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 3, loadPatience);
        QTRY_VERIFY_WITH_TIMEOUT(
            open.value(QStringLiteral("document.getElementById('summary').textContent"))
                == "Running: 0",
            loadPatience);

        // It is the extension's page as it was.
        COMPARE_JSON(open.value(QStringLiteral("location.origin")),
                     extensionscheme::origin(context.extension.id).toString().toStdString());
        COMPARE_JSON(open.value(QStringLiteral("localStorage.word")), "kept");
        COMPARE_JSON(open.value(QStringLiteral("ddClient.extension.image")), "test/page:1.0");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('hi')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: hi")});
        QCOMPARE(loaded.size(), 3);
    }

    void page_openedWithoutTheFolder_isTheInstalledOne()
    {
        write("index.html", "from the folder");
        PageContext context = folderContext();
        const QString text = QStringLiteral("document.body.innerText.trim()");
        {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            COMPARE_JSON(open.value(text), "from the folder");
        }
        context.uiFolder.clear();
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(text), "installed");
    }

    void page_takenAwayForAWhile_staysUntilItIsBack()
    {
        write("index.html", "one");
        OpenPage open(*m_profiles, m_methods, folderContext());
        QVERIFY(open.isLoaded());
        FolderWatch watch(folder());
        QSignalSpy seen(&watch, &FolderWatch::changed);
        watch.start();
        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        QVERIFY(QFile::remove(path("index.html")));
        QTRY_COMPARE(seen.size(), 1);
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")), "one");
        QVERIFY(loaded.isEmpty());
        write("index.html", "two");
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, loadPatience);
        QVERIFY(loaded.first().first().toBool());
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")), "two");
    }

    void change_whileThePageLoads_isShown()
    {
        write("index.html",
              "one<script>const begun = Date.now(); while (Date.now() - begun < 2000);</script>");
        OpenPage open(*m_profiles, m_methods, folderContext());
        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        QTRY_VERIFY(open.page().isLoading());
        FolderWatch watch(folder());
        QSignalSpy seen(&watch, &FolderWatch::changed);
        watch.start();
        write("index.html", "two");
        QTRY_COMPARE(seen.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!open.page().isLoading(), loadPatience);
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")), "two");
        for (const QList<QVariant> &load : loaded) {
            QVERIFY(load.first().toBool());
        }
    }

    void change_ofAPageWithAnAddressOfItsOwn_isShown()
    {
        const QByteArray script = "<script>history.replaceState(null, '', '/some/place')</script>";
        write("index.html", "one" + script);
        OpenPage open(*m_profiles, m_methods, folderContext());
        QVERIFY(open.isLoaded());
        QTRY_COMPARE(open.page().url().path(), QStringLiteral("/some/place"));
        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        write("index.html", "two" + script);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, loadPatience);
        QVERIFY(loaded.first().first().toBool());
        COMPARE_JSON(open.value(QStringLiteral("document.body.innerText.trim()")), "two");
        COMPARE_JSON(open.value(QStringLiteral("location.pathname")), "/some/place");
    }

    void folder_thatIsNotThere_isToldOnTheConsole()
    {
        OpenPage open(*m_profiles, m_methods, folderContext());
        QVERIFY(!open.isLoaded());
        const QString told = open.page().consoleLines().join(QLatin1Char('\n'));
        QVERIFY2(told.contains(folder()), qPrintable(told));
    }
};

PIERHEAD_WIDGETS_TEST(PageUiFolderTest)

} // namespace pierhead::bridge

#include "tst_pageuifolder.moc"

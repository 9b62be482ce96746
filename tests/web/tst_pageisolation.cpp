#include "pagetest.h"
#include "webserver.h"
#include "widgetstest.h"

#include <bridge/web/extensionscheme.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

namespace pierhead::bridge {

using test::OpenPage;

/// What a page of an extension cannot do, and what keeps pages apart.
class PageIsolationTest final : public test::PageTest
{
    Q_OBJECT

private:
    test::WebServer m_server;

    /// Puts a frame into the page and waits for what it posts to its parent.
    static QString frameSays(const QString &url)
    {
        return QStringLiteral("new Promise((resolve) => { onmessage = (e) => resolve(e.data); "
                              "const f = document.createElement('iframe'); f.src = '%1'; "
                              "document.body.append(f); setTimeout(() => resolve('silence'), 3000) "
                              "})")
            .arg(url);
    }

    /// What an XMLHttpRequest gets, or "refused".
    static QString request(const QString &url)
    {
        return QStringLiteral("new Promise((resolve) => { const x = new XMLHttpRequest(); "
                              "x.open('GET', '%1'); x.onload = () => resolve(x.responseText); "
                              "x.onerror = () => resolve('refused'); x.send(); })")
            .arg(url);
    }

private Q_SLOTS:

    void frame_ofLocalhost_isShownAndHasNoBridge()
    {
        m_server.serve("/frame", R"(<script>
            let parentsClient = 'refused';
            try { parentsClient = typeof parent.ddClient; } catch (e) {}
            parent.postMessage([typeof ddClient, typeof qt, parentsClient], '*');
            </script>)");
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(frameSays(m_server.url(QStringLiteral("/frame")))),
                     (nlohmann::json{"undefined", "undefined", "refused"}));
    }

    void frame_ofLocalhost_cannotReadTheExtensionsFiles()
    {
        const PageContext context = install(QStringLiteral("scheme.html"));
        const QString own = extensionscheme::origin(context.extension.id).toString();
        m_server.serve("/frame",
                       QStringLiteral("<script>%1.then((v) => parent.postMessage(v, '*'))</script>")
                           .arg(request(own + QStringLiteral("/data.json")))
                           .toUtf8());
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(request(QStringLiteral("data.json"))), "{ \"answer\": 42 }\n");
        COMPARE_JSON(open.value(frameSays(m_server.url(QStringLiteral("/frame")))), "refused");
    }

    void page_ofAnotherExtension_isRefused()
    {
        const PageContext other =
            install(QStringLiteral("scheme.html"), QStringLiteral("test/other:1.0"));
        OpenPage otherPage(*m_profiles, m_methods, other);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        QVERIFY(otherPage.isLoaded());
        const QString host = extensionscheme::origin(other.extension.id).toString();
        COMPARE_JSON(open.value(request(host + QStringLiteral("/data.json"))), "refused");
        COMPARE_JSON(open.value(frameSays(host + QStringLiteral("/client.html"))), "silence");
        COMPARE_JSON(otherPage.value(request(QStringLiteral("data.json"))), "{ \"answer\": 42 }\n");
    }

    void path_outOfTheFolder_isRefused()
    {
        const PageContext context = install(QStringLiteral("scheme.html"));
        QFile secret(context.extension.version + QStringLiteral("/ui/secret"));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write("secret");
        secret.close();
        QVERIFY(QFile::link(secret.fileName(), context.extension.uiRoot() + QStringLiteral("/l")));
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        for (const char *path : {"/../secret",
                                 "/%2e%2e/secret",
                                 "/..%2fsecret",
                                 "/%2e%2e%2fsecret",
                                 "/a/..%2f..%2fsecret",
                                 "/l",
                                 "/..%5csecret",
                                 "file:///etc/passwd"}) {
            COMPARE_JSON(open.value(request(QString::fromLatin1(path))), "refused");
        }
    }

    void method_notGet_isRefused()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(request(QStringLiteral("data.json"))
                                    .replace(QStringLiteral("'GET'"), QStringLiteral("'POST'"))),
                     "refused");
    }

    void storage_ofAnId_staysAndIsItsOwn()
    {
        const QString read = QStringLiteral("localStorage.getItem('key')");
        const PageContext context = install(QStringLiteral("scheme.html"));
        {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            QVERIFY(open.value(read).is_null());
            open.value(QStringLiteral("localStorage.setItem('key', 'kept')"));
        }
        // The next opening of the tab, at once, and after an update.
        PageContext updated = context;
        updated.extension.reference = QStringLiteral("test/page:2.0");
        {
            OpenPage open(*m_profiles, m_methods, updated);
            QVERIFY(open.isLoaded());
            COMPARE_JSON(open.value(read), "kept");
        }
        {
            OpenPage other(*m_profiles,
                           m_methods,
                           install(QStringLiteral("scheme.html"), QStringLiteral("test/two:1")));
            QVERIFY(other.isLoaded());
            QVERIFY(other.value(read).is_null());
        }
        QVERIFY(QDir(context.extension.profilePath()).exists(QStringLiteral("Local Storage")));
        // Removed, and installed again.
        QVERIFY(QDir(context.extension.profilePath()).removeRecursively());
        {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            QVERIFY(open.value(read).is_null());
        }
    }

    void storage_ofAnIdThatIsForgotten_doesNotComeBack()
    {
        const PageContext context = install(QStringLiteral("scheme.html"));
        {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            open.value(QStringLiteral("localStorage.setItem('key', 'kept')"));
        }
        const QPointer<QWebEngineProfile> profile(&m_profiles->profileFor(context.extension));
        const QString storage = context.extension.profilePath();
        QFile record(context.extension.folder + QStringLiteral("/install.json"));
        QVERIFY(record.open(QIODevice::WriteOnly));
        m_profiles->forget(context.extension);
        QVERIFY(!profile);
        // Still installed: a removal that failed must not cost what is stored.
        QTest::qWait(1500);
        QVERIFY(QDir(storage).exists(QStringLiteral("Local Storage")));

        QVERIFY(record.remove());
        QTRY_VERIFY(!QFileInfo::exists(storage));
        // The engine's last words.
        QVERIFY(QDir().mkpath(storage + QStringLiteral("/Session Storage")));
        QTRY_VERIFY(!QFileInfo::exists(storage));
    }

    void storage_afterARestart_isThere()
    {
        const PageContext context = install(QStringLiteral("scheme.html"));
        {
            OpenPage open(*m_profiles, m_methods, context);
            QVERIFY(open.isLoaded());
            open.value(QStringLiteral("localStorage.setItem('key', 'kept')"));
        }
        endProfiles();
        m_profiles = std::make_unique<ExtensionProfiles>();
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("localStorage.getItem('key')")), "kept");
    }

    void navigation_toElsewhere_goesToTheBrowser_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("location") << QStringLiteral("location.href = 'https://example.org/a'");
        QTest::newRow("window") << QStringLiteral("open('https://example.org/a')");
        QTest::newRow("link") << QStringLiteral(
            "document.body.innerHTML = `<a href=\"https://example.org/a\">x</a>`, "
            "document.querySelector('a').click()");
        QTest::newRow("link with target") << QStringLiteral(
            "document.body.innerHTML = `<a target=_blank href=\"https://example.org/a\">x</a>`, "
            "document.querySelector('a').click()");
    }

    void navigation_toElsewhere_goesToTheBrowser()
    {
        QFETCH(const QString, script);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const QUrl before = open.page().url();
        open.page().runJavaScript(script);
        QTRY_COMPARE(m_desktop.urls, QStringList{QStringLiteral("https://example.org/a")});
        QCOMPARE(open.page().url(), before);
        COMPARE_JSON(open.value(QStringLiteral("typeof ddClient")), "object");
    }

    void navigation_withoutThePermission_goesNowhereAndIsTold()
    {
        PageContext context = install(QStringLiteral("scheme.html"));
        context.extension.permissions.setFlag(extensions::Permission::OpenExternal, false);
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        open.page().runJavaScript(QStringLiteral("location.href = 'https://example.org/'"));
        QTRY_VERIFY(!open.page().consoleLines().isEmpty());
        QVERIFY(open.page().consoleLines().last().contains(QStringLiteral("open-external")));
        QVERIFY(m_desktop.urls.isEmpty());
    }

    void navigation_toWhatIsNoPage_goesNowhere_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("data") << QStringLiteral("data:text/html,x");
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
        QTest::newRow("another extension") << QStringLiteral("extension://other/index.html");
    }

    void navigation_toWhatIsNoPage_goesNowhere()
    {
        QFETCH(const QString, url);
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        const QUrl before = open.page().url();
        open.value(QStringLiteral("void (location.href = '%1')").arg(url));
        COMPARE_JSON(open.value(QStringLiteral("typeof ddClient")), "object");
        QCOMPARE(open.page().url(), before);
        QVERIFY(m_desktop.urls.isEmpty());
    }

    void navigation_toABlankPage_leavesTheBridgeBehind()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        QSignalSpy ended(&open.page().router(), &BridgeRouter::callEnded);
        open.page().runJavaScript(QStringLiteral("location.href = 'about:blank'"));
        QTRY_COMPARE(open.page().url(), QUrl(QStringLiteral("about:blank")));
        open.value(QStringLiteral("void ddClient.desktopUI.toast.success('x')"));
        COMPARE_JSON(open.value(QStringLiteral("1 + 1")), 2);
        QVERIFY(ended.isEmpty());
        QVERIFY(m_desktop.toasts.isEmpty());

        open.page().start();
        QTRY_VERIFY(open.value(QStringLiteral("document.body?.innerText")) == "scheme page");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('back')"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: back")});
    }

    void crossOrigin_requests_areHeldBackByTheEngine()
    {
        m_server.serve("/secret", "secret");
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        // By the browser's own class; the page's has another way.
        const QString own =
            request(m_server.url(QStringLiteral("/secret")))
                .replace(QStringLiteral("new XMLHttpRequest"),
                         QStringLiteral("new (Object.getPrototypeOf(XMLHttpRequest))"));
        COMPARE_JSON(open.value(own), "refused");
    }

    void frame_ofLocalhost_isHeldBackFromOtherServers()
    {
        test::WebServer other;
        other.serve("/secret", "secret");
        const QString url = other.url(QStringLiteral("/secret"));
        m_server.serve(
            "/frame",
            QStringLiteral("<script>Promise.all([%1, fetch('%2').then((r) => r.text(), () => "
                           "'refused')]).then((v) => parent.postMessage(v, "
                           "'*'))</script>")
                .arg(request(url), url)
                .toUtf8());
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(frameSays(m_server.url(QStringLiteral("/frame")))),
                     (nlohmann::json{"refused", "refused"}));
    }

    void permissions_asked_areRefused()
    {
        OpenPage open(*m_profiles, m_methods, install(QStringLiteral("scheme.html")));
        QVERIFY(open.isLoaded());
        COMPARE_JSON(open.value(QStringLiteral("Notification.requestPermission()")), "denied");
        const QString ask = QStringLiteral(
            "navigator.mediaDevices.%1({ video: true }).then(() => 'given', (e) => e.name)");
        COMPARE_JSON(open.value(ask.arg(QStringLiteral("getDisplayMedia"))), "NotAllowedError");
        // The engine looks for a camera before it asks whether the page may have it.
        const nlohmann::json camera = open.value(ask.arg(QStringLiteral("getUserMedia")));
        QVERIFY2(camera == "NotAllowedError" || camera == "NotFoundError", camera.dump().c_str());
    }
};

PIERHEAD_WIDGETS_TEST(PageIsolationTest)

} // namespace pierhead::bridge

#include "tst_pageisolation.moc"

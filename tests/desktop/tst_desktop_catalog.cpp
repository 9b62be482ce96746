#include "samplecatalog.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/catalogviews/catalogbrowser.h>
#include <app/desktop/problempanel.h>
#include <host/catalog/catalogsources.h>

#include <QApplication>
#include <QDesktopServices>
#include <QMenu>
#include <QTest>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>
#include <testcatalog.h>
#include <webserver.h>

using namespace pierhead;
using desktop::CatalogCard;
using desktop::CatalogDetails;
using desktop::Theme;
using test::catalogEntry;
using test::catalogText;
using test::click;
using test::IdleEngine;
using test::openWindow;
using test::picture;
using test::PreparedExtension;
using test::visible;
using test::WebServer;

/// Takes the place of the system's browser.
class BrowserStub final : public QObject
{
    Q_OBJECT

public:
    BrowserStub() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open"); }

    ~BrowserStub() override { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    [[nodiscard]] QUrl opened() const { return m_opened; }

public Q_SLOTS:

    void open(const QUrl &url) { m_opened = url; }

private:
    QUrl m_opened;
};

/// The view Browse of the Extensions page.
class DesktopCatalogTest final : public test::GuardedTest
{
    Q_OBJECT

    /// There for all tests: a window that closes may still wait for pictures.
    WebServer m_server;

    [[nodiscard]] QString indexFile() const { return home() + QStringLiteral("/index.json"); }

    /// The catalog that the window finds.
    void give(const QByteArray &text) const
    {
        test::writeFile(indexFile(), text);
        const catalog::CatalogSources sources(Paths::fromEnvironment());
        if (sources.list().value_or(std::vector<catalog::CatalogSource>()).empty()) {
            VERIFY_RESULT(sources.add({indexFile()}));
        }
    }

    static QTabBar *views(QWidget &window)
    {
        return visible<QTabBar>(window, QStringLiteral("extensionViews"));
    }

    static void browse(QWidget &window) { views(window)->setCurrentIndex(1); }

    static QStringList titles(QWidget &window)
    {
        QStringList shown;
        for (CatalogCard *card : window.findChildren<CatalogCard *>()) {
            if (card->isVisible()) {
                shown.append(card->entry().title);
            }
        }
        return shown;
    }

    static CatalogCard *card(QWidget &window, const QString &id)
    {
        for (CatalogCard *found : window.findChildren<CatalogCard *>()) {
            if (found->isVisible() && found->entry().id == id) {
                return found;
            }
        }
        return nullptr;
    }

    static void checkLabels(QWidget &window)
    {
        for (QLabel *label : window.findChildren<QLabel *>()) {
            if (label->text().contains(QLatin1Char('<'))) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
            }
        }
    }

private Q_SLOTS:

    void initTestCase() { test::servePictures(m_server); }

    void browse_withoutACatalog_saysHowToAddOne()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("catalogPlaces")));
        QVERIFY(!visible<QWidget>(window, QStringLiteral("catalogSearch")));
        picture(window, QStringLiteral("catalog-none"));
        auto *field = visible<QLineEdit>(window, QStringLiteral("catalogPlace"));
        QTest::keyClicks(field, QStringLiteral("ftp://example.com/"));
        QVERIFY(click(window, QStringLiteral("addCatalog")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("catalogRefused")));
        picture(window, QStringLiteral("catalog-refused"));

        test::writeFile(indexFile(), catalogText({catalogEntry("acme/logs", "Logs")}));
        field->clear();
        QTest::keyClicks(field, indexFile());
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(titles(window), QStringList{QStringLiteral("Logs")});
        QVERIFY(!visible<QWidget>(window, QStringLiteral("catalogPlaces")));
        QVERIFY(visible<QWidget>(window, QStringLiteral("catalogSearch")));
    }

    void catalog_removedInTheWindow_isGone()
    {
        give(catalogText({catalogEntry("acme/logs", "Logs")}));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window).size(), 1);
        QVERIFY(click(window, QStringLiteral("manageCatalogs")));
        picture(window, QStringLiteral("catalog-manage"));
        auto *remove = visible<QToolButton>(window, QStringLiteral("removeCatalog"));
        QVERIFY(remove != nullptr);
        QTest::mouseClick(remove, Qt::LeftButton);
        QTRY_COMPARE(titles(window).size(), 0);
        QTRY_VERIFY(!visible<QWidget>(window, QStringLiteral("catalogSearch")));
    }

    void cards_areSearchedAndFiltered()
    {
        give(catalogText(test::entriesFrom(m_server)));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window).size(), 5);
        auto *search = visible<QLineEdit>(window, QStringLiteral("catalogSearch"));
        QTest::keyClicks(search, QStringLiteral("docker logs"));
        QCOMPARE(titles(window), QStringList{QStringLiteral("Logs Explorer")});
        search->setText(QStringLiteral("nowhere"));
        QVERIFY(titles(window).isEmpty());
        QVERIFY(visible<QWidget>(window, QStringLiteral("nothingHere")));
        picture(window, QStringLiteral("catalog-nothing"));
        search->clear();
        auto *button = visible<QPushButton>(window, QStringLiteral("catalogCategories"));
        auto *menu = button->findChild<QMenu *>();
        QAction *database = nullptr;
        for (QAction *action : menu->actions()) {
            database = action->text() == QStringLiteral("database") ? action : database;
        }
        QVERIFY(database != nullptr);
        database->trigger();
        QCOMPARE(titles(window), QStringList{QStringLiteral("Postgres Studio")});
        QCOMPARE(button->text(), QStringLiteral("database"));
    }

    void browse_looksRight()
    {
        give(catalogText(test::entriesFrom(m_server)));
        PreparedExtension logs;
        logs.id = QStringLiteral("docker/logs-explorer-extension");
        logs.title = QStringLiteral("Logs Explorer");
        logs.hasBackend = false;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), logs));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        browse(window);
        QTRY_COMPARE(titles(window).size(), 5);
        CatalogCard *usage = card(window, QStringLiteral("docker/disk-usage-extension"));
        const auto iconColor = [usage] {
            return usage->findChild<QLabel *>()->pixmap().toImage().pixelColor(20, 20);
        };
        QTRY_COMPARE(iconColor(), QColor(0, 255, 0));
        auto *state = visible<QLabel>(*card(window, logs.id), QStringLiteral("cardState"));
        QVERIFY(state && state->text() == QStringLiteral("Installed"));
        QVERIFY(!visible<QPushButton>(*card(window, QStringLiteral("acme/future")),
                                      QStringLiteral("cardInstall")));
        picture(window, QStringLiteral("catalog-light"));
        for (const int width : {480, 700, 1600}) {
            window.resize(width, 800);
            picture(window, QStringLiteral("catalog-%1").arg(width));
            for (CatalogCard *shown : window.findChildren<CatalogCard *>()) {
                const int right = shown->mapTo(&window, QPoint(shown->width(), 0)).x();
                QVERIFY2(!shown->isVisible() || right <= window.width(),
                         qPrintable(QStringLiteral("%1 > %2").arg(right).arg(window.width())));
            }
        }
        window.resize(1200, 800);
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("catalog-dark"));

        QTest::mouseClick(usage, Qt::LeftButton);
        QTRY_VERIFY(visible<CatalogDetails>(window, QStringLiteral("catalogDetails")));
        QTRY_VERIFY(visible<QLabel>(window, QStringLiteral("screenshot")));
        picture(window, QStringLiteral("catalog-details-dark"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Light);
        picture(window, QStringLiteral("catalog-details-light"));
        window.resize(480, 800);
        picture(window, QStringLiteral("catalog-details-480"));
        checkLabels(window);
    }

    void details_showTextsAndOpenLinksOutside()
    {
        give(catalogText(test::entriesFrom(m_server)));
        const BrowserStub browser;
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window).size(), 5);
        CatalogCard *usage = card(window, QStringLiteral("docker/disk-usage-extension"));
        usage->setFocus();
        QTest::keyClick(usage, Qt::Key_Return);
        QTRY_VERIFY(visible<CatalogDetails>(window, QStringLiteral("catalogDetails")));
        QVERIFY(titles(window).isEmpty());
        QCOMPARE(visible<QLabel>(window, QStringLiteral("detailText"))->text(),
                 QStringLiteral("See what takes the space.\n• Images\n• Volumes"));
        QCOMPARE(visible<QLabel>(window, QStringLiteral("detailChangelog"))->text(),
                 QStringLiteral("Faster than before"));
        QTRY_COMPARE(window.findChildren<QLabel *>(QStringLiteral("screenshot")).size(), 2);
        QTRY_VERIFY(visible<QLabel>(window, QStringLiteral("screenshot")));
        const auto links = window.findChildren<QPushButton *>(QStringLiteral("detailLink"));
        QCOMPARE(links.size(), 2);
        QCOMPARE(links.last()->text(), QStringLiteral("Docs (example.com)"));
        QTest::mouseClick(links.last(), Qt::LeftButton);
        QCOMPARE(browser.opened(), QUrl(QStringLiteral("https://example.com/docs")));

        auto *back = visible<QToolButton>(window, QStringLiteral("detailBack"));
        QTest::mouseClick(back, Qt::LeftButton);
        QTRY_COMPARE(titles(window).size(), 5);
        QVERIFY(!window.findChild<CatalogDetails *>());
        QTRY_COMPARE(QApplication::focusWidget(), usage);
    }

    void install_asksFirst()
    {
        give(catalogText(test::entriesFrom(m_server)));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window).size(), 5);
        QVERIFY(
            click(*card(window, QStringLiteral("acme/postgres")), QStringLiteral("cardInstall")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Asking);
        QCOMPARE(program->install().source().location, QStringLiteral("acme/postgres:1.0.0"));
        QVERIFY(visible<QWidget>(window, QStringLiteral("question")));
        picture(window, QStringLiteral("catalog-question"));
        QVERIFY(click(window, QStringLiteral("declineInstall")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Idle);
        QVERIFY(engine.wire().requestsTo("POST /images/create").isEmpty());

        CatalogCard *usage = card(window, QStringLiteral("docker/disk-usage-extension"));
        QTest::mouseClick(usage, Qt::LeftButton);
        QTRY_VERIFY(visible<CatalogDetails>(window, QStringLiteral("catalogDetails")));
        QVERIFY(click(window, QStringLiteral("detailInstall")));
        QCOMPARE(program->install().source().location,
                 QStringLiteral("docker/disk-usage-extension:1.2.3"));
    }

    void hostileEntries_areShownAsText()
    {
        const QString endless(300, QLatin1Char('W'));
        give(catalogText(
            {catalogEntry("acme/markup",
                          "<b>x</b><img src=x>",
                          {{"vendor", "<a href='http://x'>vendor</a>"},
                           {"description", "&lt;b&gt;bold&lt;/b&gt;<script>alert(1)</script>"},
                           {"detailedDescription", "&lt;img src=x&gt; <i>text</i>"},
                           {"changelog", "&lt;b&gt;"},
                           {"additionalUrls",
                            {{{"title", "&lt;b&gt; & more"}, {"url", "https://example.com/"}}}},
                           {"icon",
                            "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
                            "<image href='/etc/hostname'/></svg>"}}),
             catalogEntry(
                 "acme/endless", endless.toUtf8().constData(), {{"description", endless}})}));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window).size(), 2);
        QCOMPARE(window.width(), 1200);
        auto *description = visible<QLabel>(*card(window, QStringLiteral("acme/markup")),
                                            QStringLiteral("cardDescription"));
        QCOMPARE(description->text(), QStringLiteral("<b>bold</b>"));
        checkLabels(window);
        picture(window, QStringLiteral("catalog-hostile"));
        QTest::mouseClick(card(window, QStringLiteral("acme/markup")), Qt::LeftButton);
        QTRY_VERIFY(visible<CatalogDetails>(window, QStringLiteral("catalogDetails")));
        QCOMPARE(visible<QLabel>(window, QStringLiteral("detailText"))->text(),
                 QStringLiteral("<img src=x> text"));
        checkLabels(window);
        picture(window, QStringLiteral("catalog-hostile-details"));
    }

    void catalogThatFails_isToldBesideTheOthers()
    {
        give(catalogText({catalogEntry("acme/logs", "Logs"), nlohmann::json(7)}));
        const catalog::CatalogSources sources(Paths::fromEnvironment());
        VERIFY_RESULT(sources.add({home() + QStringLiteral("/gone.json")}));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        browse(window);
        QTRY_COMPARE(titles(window), QStringList{QStringLiteral("Logs")});
        auto *problem = visible<desktop::ProblemPanel>(window, QStringLiteral("catalogProblem"));
        QVERIFY(problem != nullptr);
        const QString words = problem->details();
        QVERIFY2(words.contains(QStringLiteral("gone.json")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("/extensions/1")), qPrintable(words));
        picture(window, QStringLiteral("catalog-problem"));
    }

    void update_ofAnInstalledExtension_isOfferedAndAsksFirst()
    {
        give(catalogText({catalogEntry("acme/logs", "Logs", "2.0.0")}));
        PreparedExtension logs;
        logs.id = QStringLiteral("acme/logs");
        logs.title = QStringLiteral("Logs");
        logs.tag = QStringLiteral("1.0.0");
        logs.hasBackend = false;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), logs));
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QWidget &window = program->window();
        QTRY_VERIFY(visible<QPushButton>(window, QStringLiteral("update")));
        QCOMPARE(visible<QPushButton>(window, QStringLiteral("update"))->text(),
                 QStringLiteral("Update to 2.0.0"));
        QCOMPARE(views(window)->tabText(0), QStringLiteral("Installed, 1 to update"));
        picture(window, QStringLiteral("catalog-update"));
        QVERIFY(click(window, QStringLiteral("update")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Asking);
        QCOMPARE(program->install().source().location, QStringLiteral("acme/logs:2.0.0"));
        QVERIFY(click(window, QStringLiteral("declineInstall")));
        browse(window);
        QTRY_VERIFY(visible<QPushButton>(window, QStringLiteral("cardInstall")));
        QCOMPARE(visible<QPushButton>(window, QStringLiteral("cardInstall"))->text(),
                 QStringLiteral("Update"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopCatalogTest)

#include "tst_desktop_catalog.moc"

#include "labperson.h"
#include "waiting.h"
#include "widgetstest.h"

#include <app/desktop/extensiontab.h>
#include <host/base/json.h>

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QTest>

#include <enginetest.h>
#include <programrun.h>
#include <result.h>
#include <windowsupport.h>

using namespace pierhead;
using desktop::ExtensionTab;
using test::LabPerson;
using test::picture;
using test::tab;

/// The extension api-lab with each set of Docker's packages: its button is pressed, and its rows
/// are read.
class LabTest final : public test::EngineTest
{
    Q_OBJECT

public:
    static void beforeApplication()
    {
        // Of all clients together; ctest has the limit.
        qputenv("QTEST_FUNCTION_TIMEOUT", "900000");
    }

private:
    static constexpr int patience = 60'000;
    static constexpr int patienceWithRun = 240'000;
    static constexpr int patienceWithQuestion = 15'000;
    const QString m_title = QStringLiteral("API Lab");

    static nlohmann::json value(webview::ExtensionView &view, const QString &expression)
    {
        QString answer;
        view.runScript(QStringLiteral("JSON.stringify(%1 ?? null)").arg(expression),
                       [&answer](const QString &json) { answer = json; });
        if (!test::waitFor([&answer] { return !answer.isEmpty(); }, patience)) {
            return nullptr;
        }
        const auto text = json::parse(answer.toUtf8());
        if (!text || !text->is_string()) {
            return nullptr;
        }
        return json::parse(QByteArray::fromStdString(text->get<std::string>()))
            .value_or(nlohmann::json{});
    }

    static bool isTrue(webview::ExtensionView &view, const QString &expression)
    {
        return value(view, expression) == nlohmann::json(true);
    }

    /// By the mouse, in the middle of the element.
    static void press(QWidget &window, webview::ExtensionView &view, const QString &id)
    {
        const nlohmann::json place =
            value(view,
                  QStringLiteral("(r => [r.x + r.width / 2, r.y + r.height / 2])"
                                 "(document.getElementById('%1').getBoundingClientRect())")
                      .arg(id));
        const QPoint inView(static_cast<int>(place.at(0).get<double>()),
                            static_cast<int>(place.at(1).get<double>()));
        const QPoint point = view.mapTo(&window, inView);
        QWidget *target = window.childAt(point);
        QVERIFY(target != nullptr);
        QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, target->mapFrom(&window, point));
    }

    /// The lab's page, opened by a click on its tab; null where it does not come.
    webview::ExtensionView *open(desktop::MainWindow &window) const
    {
        if (tab(window, m_title) == nullptr) {
            return nullptr;
        }
        QTest::mouseClick(tab(window, m_title), Qt::LeftButton);
        const auto isLoaded = [&window] {
            return window.currentTab() != nullptr
                && window.currentTab()->state() == ExtensionTab::State::Loaded;
        };
        if (!test::waitFor(isLoaded, patience)) {
            return nullptr;
        }
        webview::ExtensionView *view = window.currentTab()->view();
        const auto isThere = [view] {
            return isTrue(*view, QStringLiteral("document.getElementById('run') !== null"));
        };
        return test::waitFor(isThere, patience) ? view : nullptr;
    }

    /// Answers what the page asks until it has its report.
    static nlohmann::json reportOf(QPointer<webview::ExtensionView> view, LabPerson &person)
    {
        nlohmann::json asked;
        QDeadlineTimer question;
        const QDeadlineTimer end(patienceWithRun);
        while (!end.hasExpired() && view != nullptr) {
            const nlohmann::json report = value(*view, QStringLiteral("window.apiLabReport"));
            if (!report.is_null()) {
                return report;
            }
            // Answering runs the event loop, and a page that is left takes its view with it.
            const nlohmann::json now = view == nullptr
                ? nlohmann::json()
                : value(*view, QStringLiteral("window.apiLabQuestion"));
            if (now.is_null()) {
                QTest::qWait(50);
                continue;
            }
            if (now != asked) {
                asked = now;
                question.setRemainingTime(patienceWithQuestion);
            }
            std::optional<bool> answer =
                person.answer(now.at("kind").get<QString>(), now.at("detail").get<QString>());
            if (!answer && question.hasExpired()) {
                answer = false;
            }
            if (answer && view != nullptr) {
                value(*view,
                      QStringLiteral("window.apiLabAnswer(%1)")
                          .arg(*answer ? QStringLiteral("true") : QStringLiteral("false")));
                asked = nullptr;
            }
            QTest::qWait(20);
        }
        return nullptr;
    }

    /// For docs/compatibility.md.
    static void keep(const nlohmann::json &report, const QString &client)
    {
        const QDir folder(QStringLiteral(LAB_REPORTS));
        folder.mkpath(QStringLiteral("."));
        QFile file(folder.filePath(client + QStringLiteral(".json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json::serializePretty(report));
    }

    /// Tells each row that has not passed; how many those are.
    static qsizetype tellFailures(const nlohmann::json &report)
    {
        qsizetype count = 0;
        for (const nlohmann::json &row : report) {
            if (!row.at("passed").get<bool>()) {
                ++count;
                qInfo("failed: %s, %s: %s",
                      row.at("member").get<std::string>().c_str(),
                      row.at("title").get<std::string>().c_str(),
                      row.at("message").get<std::string>().c_str());
            }
        }
        return count;
    }

    static bool hasRow(const nlohmann::json &report, const char *member)
    {
        return std::any_of(report.begin(), report.end(), [member](const nlohmann::json &row) {
            return row.at("member") == member;
        });
    }

    /// What a removal keeps, for the user.
    static void removeVolumes()
    {
        const auto response = ask({.target = "/volumes"});
        VERIFY_RESULT(response);
        const auto list = json::parse(response->body);
        VERIFY_RESULT(list);
        for (const nlohmann::json &volume : list->at("Volumes")) {
            const QByteArray name = volume.at("Name").get<QString>().toUtf8();
            if (name.contains("api-lab")) {
                VERIFY_RESULT(ask({.method = "DELETE", .target = "/volumes/" + name}));
            }
        }
    }

    static QByteArray cli(const QStringList &arguments)
    {
        const test::ProgramRun run =
            test::runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
        return run.exitCode == 0 ? QByteArray() : run.describe();
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void page_whoseButtonIsPressed_findsThatEverythingHolds_data()
    {
        QTest::addColumn<QString>("image");
        QTest::newRow("0.2.3") << QStringLiteral("api-lab:0.2.3");
        QTest::newRow("0.3.4") << QStringLiteral("laboratory/api-lab:0.3.4");
        QTest::newRow("0.4.2") << QStringLiteral("api-lab:0.4.2");
    }

    void page_whoseButtonIsPressed_findsThatEverythingHolds()
    {
        QFETCH(const QString, image);
        const QString client = QString::fromLatin1(QTest::currentDataTag());
        const QByteArray installed =
            cli({QStringLiteral("install"), QStringLiteral("--force"), image});
        QVERIFY2(installed.isEmpty(), installed.constData());
        nlohmann::json report;
        {
            const auto program = test::openWindow(addressText(), {1280, 900});
            desktop::MainWindow &window = program->window();
            QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
            QTRY_VERIFY(window.isActiveWindow());
            QDir(home()).mkpath(QStringLiteral("files"));
            LabPerson person(window, home() + QStringLiteral("/files"));

            // A first visit leaves what the second looks for.
            webview::ExtensionView *view = open(window);
            QVERIFY(view != nullptr);
            QTRY_VERIFY_WITH_TIMEOUT(
                isTrue(*view, QStringLiteral("localStorage.getItem('api-lab-visit') !== null")),
                patience);
            QTest::mouseClick(tab(window, QStringLiteral("Extensions")), Qt::LeftButton);
            view = open(window);
            QVERIFY(view != nullptr);
            press(window, *view, QStringLiteral("with-dialogs"));
            QTRY_VERIFY_WITH_TIMEOUT(
                isTrue(*view, QStringLiteral("document.getElementById('with-dialogs').checked")),
                patience);
            press(window, *view, QStringLiteral("run"));
            report = reportOf(view, person);
            QTest::qWait(500); // the web engine paints in its own time
            picture(window, QStringLiteral("api-lab-%1-light").arg(client));
            Q_EMIT window.themeChosen(desktop::Theme::Preference::Dark);
            QTest::qWait(1000);
            picture(window, QStringLiteral("api-lab-%1-dark").arg(client));
        }
        const QByteArray removed =
            cli({QStringLiteral("rm"), image.section(QLatin1Char(':'), 0, 0)});
        QVERIFY2(removed.isEmpty(), removed.constData());
        removeVolumes();
        QVERIFY2(report.is_array() && !report.empty(), "the page has no report");
        keep(report, client);
        qInfo("%d rows", static_cast<int>(report.size()));
        QVERIFY(hasRow(report, "leaving the tab"));
        QCOMPARE(tellFailures(report), 0);
    }
};

PIERHEAD_WIDGETS_TEST(LabTest)

#include "tst_lab.moc"

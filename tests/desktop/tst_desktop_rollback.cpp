#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <QAction>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>
#include <installbench.h>
#include <result.h>
#include <simulatedengine.h>

using namespace pierhead;
using desktop::InstallFlow;
using test::click;
using test::picture;
using test::SimulatedEngine;
using test::visible;

namespace {

const QString brokenReference = QStringLiteral("org/sample:1");
const QString next = QStringLiteral("org/sample:2");

SimulatedEngine::Image imageOf(const QString &id)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), QStringLiteral("Sample")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}})"}}};
}

} // namespace

/// The way back to the version before, through the window.
class DesktopRollbackTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static constexpr int patience = 20'000;

    [[nodiscard]] std::unique_ptr<desktop::Application> openReady() const
    {
        auto program = test::openWindow(m_engine->address().toString());
        const auto isReady = [&program] {
            return program->engines().engine() != nullptr;
        };
        return test::waitFor(isReady, patience) ? std::move(program) : nullptr;
    }

    static QString installed(const desktop::Application &program)
    {
        return program.model().rows().front().extension.reference;
    }

    /// Opens the card's menu and takes its entry; the question, or null.
    static QMessageBox *ask(desktop::Application &program)
    {
        QMainWindow &window = program.window();
        if (!click(window, QStringLiteral("more"))) {
            return nullptr;
        }
        auto *action = window.findChild<QAction *>(QStringLiteral("rollBack"));
        if (action == nullptr) {
            return nullptr;
        }
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            menu->close();
        }
        action->trigger();
        return window.findChild<QMessageBox *>(QStringLiteral("rollBackQuestion"));
    }

    static bool answer(QMessageBox &question, QMessageBox::ButtonRole role)
    {
        for (QAbstractButton *button : question.buttons()) {
            if (question.buttonRole(button) == role) {
                QTest::mouseClick(button, Qt::LeftButton);
                return true;
            }
        }
        return false;
    }

    std::unique_ptr<SimulatedEngine> m_engine;

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        m_engine = std::make_unique<SimulatedEngine>();
        m_engine->addImage(brokenReference, imageOf(QStringLiteral("one")));
        m_engine->addImage(next, imageOf(QStringLiteral("two")));
        test::InstallBench bench(m_engine->address(), home(), QStringLiteral("amd64"));
        VERIFY_RESULT(bench.install(brokenReference));
    }

    void cleanup()
    {
        m_engine.reset();
        GuardedTest::cleanup();
    }

    void card_withoutAVersionBefore_offersNothing()
    {
        const auto program = openReady();
        QVERIFY(program);
        QTRY_VERIFY(visible<QPushButton>(program->window(), QStringLiteral("remove")));
        QVERIFY(!visible<QPushButton>(program->window(), QStringLiteral("more")));
        // An update elsewhere is seen here.
        test::InstallBench bench(m_engine->address(),
                                 home(),
                                 QStringLiteral("amd64"),
                                 {.settled = std::chrono::milliseconds(0)});
        VERIFY_RESULT(bench.update(next));
        QTRY_VERIFY(visible<QPushButton>(program->window(), QStringLiteral("more")));
    }

    void rollBack_confirmed_putsTheFormerBackAndForward()
    {
        update();
        const auto program = openReady();
        QVERIFY(program);
        for (const QString &expected : {brokenReference, next}) {
            QMessageBox *question = ask(*program);
            QVERIFY(question != nullptr);
            QVERIFY(question->informativeText().contains(expected));
            for (const auto theme :
                 {desktop::Theme::Preference::Dark, desktop::Theme::Preference::Light}) {
                Q_EMIT program->window().themeChosen(theme);
                picture(*question,
                        theme == desktop::Theme::Preference::Dark
                            ? QStringLiteral("roll-back-question-dark")
                            : QStringLiteral("roll-back-question"));
            }
            const QSignalSpy done(&program->install(), &InstallFlow::rolledBack);
            QVERIFY(answer(*question, QMessageBox::AcceptRole));
            QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, patience);
            QCOMPARE(done.front().at(2).toString(), expected);
            QCOMPARE(installed(*program), expected);
            QCOMPARE(program->install().state(), InstallFlow::State::Idle);
            picture(program->window(), QStringLiteral("rolled-back"));
            QTRY_VERIFY(
                !program->window().findChild<QMessageBox *>(QStringLiteral("rollBackQuestion")));
        }
    }

    void rollBack_declined_changesNothing()
    {
        update();
        const auto program = openReady();
        QVERIFY(program);
        QMessageBox *question = ask(*program);
        QVERIFY(question != nullptr);
        QVERIFY(answer(*question, QMessageBox::RejectRole));
        QCOMPARE(program->install().state(), InstallFlow::State::Idle);
        QCOMPARE(installed(*program), next);
    }

    void rollBack_imageIsGone_saysSo()
    {
        update();
        m_engine->removeImage(QStringLiteral("sha256:one"));
        const auto program = openReady();
        QVERIFY(program);
        QMessageBox *question = ask(*program);
        QVERIFY(question != nullptr);
        QVERIFY(answer(*question, QMessageBox::AcceptRole));
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Failed, patience);
        const QString message = program->install().error().message;
        QVERIFY2(message.contains(QStringLiteral("is not on the engine any more")),
                 qPrintable(message));
        picture(program->window(), QStringLiteral("roll-back-failed"));
        QVERIFY(visible<QPushButton>(program->window(), QStringLiteral("retryInstall")));
        QCOMPARE(installed(*program), next);
        QVERIFY(click(program->window(), QStringLiteral("dismissInstall")));
        QCOMPARE(program->install().state(), InstallFlow::State::Idle);
    }

private:
    void update()
    {
        test::InstallBench bench(m_engine->address(),
                                 home(),
                                 QStringLiteral("amd64"),
                                 {.settled = std::chrono::milliseconds(0)});
        VERIFY_RESULT(bench.update(next));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopRollbackTest)

#include "tst_desktop_rollback.moc"

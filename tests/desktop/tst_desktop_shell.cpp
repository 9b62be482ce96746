#include "containerwindow.h"
#include "enginepages.h"
#include "widgetstest.h"

#include <app/desktop/engineviews/terminalview.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTest>

#include <result.h>

using namespace pierhead;
using desktop::TerminalView;
using desktop::Theme;
using test::click;
using test::navigate;
using test::openList;
using test::openOnEngine;
using test::patience;
using test::picture;
using test::talkative;
using test::visible;
using View = bridge::NavigationTarget::View;

/// The terminal of a container in the real window, on a real engine.
class DesktopShellTest final : public test::ContainerTest
{
    Q_OBJECT

    static QString screen(QWidget &window)
    {
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        return view == nullptr ? QString() : view->text();
    }

private Q_SLOTS:

    void terminal_whatIsTyped_isRunInTheContainer()
    {
        start(talkative());
        const auto program = openOnEngine(addressText());
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(visible<TerminalView>(window, QStringLiteral("terminalView")),
                                 patience);
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#')), patience);
        QVERIFY2(!screen(window).contains(QStringLiteral("bash")), qPrintable(screen(window)));
        QTRY_VERIFY(window.isActiveWindow());
        view->setFocus();
        QTest::keyClicks(view, QStringLiteral("echo a$((40+2))b"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("\na42b")), patience);

        // It knows its size, now and after a change.
        const auto sizeText = [view] {
            const backend::TerminalSize size = view->screen().size();
            return QStringLiteral("\n%1 %2\n").arg(size.rows).arg(size.columns);
        };
        const QString before = sizeText();
        QTest::keyClicks(view, QStringLiteral("stty size"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(before), patience);
        window.resize(1000, 640);
        QTRY_VERIFY(sizeText() != before);
        QTest::keyClicks(view, QStringLiteral("stty size"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(sizeText()), patience);

        // Keys that are shortcuts elsewhere are the shell's.
        QTest::keyClicks(view, QStringLiteral("sleep 1000"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 1000") == 1, patience);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 1000") == 0, patience);
        QGuiApplication::clipboard()->setText(QStringLiteral("printf '\\033[1;32mgreen\\033[0m "
                                                             "\\033[34mblue\\033[0m "
                                                             "\\033[7mreversed\\033[0m\\n'"));
        QTest::keyClick(view, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("\ngreen blue reversed")),
                                 patience);
        window.resize(1200, 800);
        QTest::keyClicks(view, QStringLiteral("ls -l /"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("etc")), patience);
        picture(window, QStringLiteral("container-terminal-light"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("container-terminal-dark"));

        // Leaving it ends the shell and what it runs.
        QTest::keyClicks(view, QStringLiteral("sleep 2000"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 2000") == 1, patience);
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 2000") == 0, patience);
    }

    void terminal_shellThatEnds_canBeOpenedAgain()
    {
        start(talkative());
        const auto program = openOnEngine(addressText());
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#')), patience);
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        QTest::keyClicks(view, QStringLiteral("exit 7"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("terminalMessage")),
                                 patience);
        const QString words = visible<QLabel>(window, QStringLiteral("terminalMessage"))->text();
        QVERIFY2(words.contains(QStringLiteral("code 7")), qPrintable(words));
        QVERIFY(click(window, QStringLiteral("terminalAgain")));
        QTRY_VERIFY2_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#'))
                                      && !screen(window).contains(QStringLiteral("exit 7")),
                                  qPrintable(screen(window)),
                                  patience);
        QVERIFY(!visible<QLabel>(window, QStringLiteral("terminalMessage")));
    }

    void terminal_imageWithoutAShell_saysSo()
    {
        const QString image = QStringLiteral("pierhead-no-shell:1.0");
        VERIFY_RESULT(buildImage(image,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15 AS tools\n"
                                   "FROM scratch\n"
                                   "COPY --from=tools /bin/busybox /busybox\n"
                                   "CMD [\"/busybox\", \"sleep\", \"100000\"]\n"}}));
        engine::ContainerSpec spec;
        spec.image = image;
        start(spec);
        const auto program = openOnEngine(addressText());
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("terminalTitle")),
                                 patience);
        const auto text = [&window](const QString &name) {
            auto *label = visible<QLabel>(window, name);
            return label == nullptr ? QString() : label->text();
        };
        QVERIFY(text(QStringLiteral("terminalTitle")).contains(QStringLiteral("no shell")));
        const QString reason = text(QStringLiteral("terminalReason"));
        QVERIFY2(reason.contains(QStringLiteral("/bin/bash"))
                     && reason.contains(QStringLiteral("/bin/sh")),
                 qPrintable(reason));
        QVERIFY(text(QStringLiteral("terminalExample")).contains(m_container.left(12)));
        QVERIFY(!visible<TerminalView>(window, QStringLiteral("terminalView")));
        picture(window, QStringLiteral("container-no-shell"));

        // What is not there either, by the keyboard.
        auto *command = visible<QLineEdit>(window, QStringLiteral("terminalCommand"));
        QTRY_VERIFY(window.isActiveWindow());
        command->setFocus();
        QVERIFY(!visible<QPushButton>(window, QStringLiteral("terminalRun"))->isEnabled());
        QTest::keyClicks(command, QStringLiteral("/nothing here"));
        QTest::keyClick(command, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(QStringLiteral("terminalProblem")).contains(QStringLiteral("/nothing")), patience);
        window.resize(800, 500);
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("container-no-shell-small-dark"));

        // What is there, with a terminal.
        command->setText(QStringLiteral("/busybox sh -c \"read word; echo got $word\""));
        QVERIFY(click(window, QStringLiteral("terminalRun")));
        QTRY_VERIFY_WITH_TIMEOUT(visible<TerminalView>(window, QStringLiteral("terminalView")),
                                 patience);
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        QTRY_VERIFY_WITH_TIMEOUT(view->isConnected(), patience);
        QTest::keyClicks(view, QStringLiteral("fish"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("\ngot fish")), patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(QStringLiteral("terminalMessage")).contains(QStringLiteral("code 0")), patience);
        QVERIFY(!view->isConnected());
        picture(window, QStringLiteral("container-program-ended"));
        QVERIFY(click(window, QStringLiteral("terminalOther")));
        QVERIFY(visible<QLineEdit>(window, QStringLiteral("terminalCommand")));
        QVERIFY(click(window, QStringLiteral("terminalAgain"))); // a shell, which is not there
        QTRY_VERIFY_WITH_TIMEOUT(
            text(QStringLiteral("terminalTitle")).contains(QStringLiteral("no shell")), patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopShellTest)

#include "tst_desktop_shell.moc"

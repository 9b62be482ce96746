#include "widgetstest.h"

#include <app/desktop/engineviews/entrytext.h>
#include <app/desktop/engineviews/terminalcolors.h>
#include <app/desktop/engineviews/terminalscreen.h>
#include <app/desktop/engineviews/terminalview.h>

#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>

using namespace pierhead;
using desktop::TerminalCell;
using desktop::TerminalColor;
using desktop::TerminalLine;
using desktop::TerminalScreen;
using desktop::TerminalView;

/// A terminal's screen, without a window, and the texts of the lists.
class DesktopTerminalTest final : public test::GuardedTest
{
    Q_OBJECT

    static constexpr backend::TerminalSize size{20, 4};

    static QByteArray told(TerminalScreen &screen, const std::function<void()> &what)
    {
        QByteArray bytes;
        const auto connection =
            connect(&screen, &TerminalScreen::input, [&bytes](const auto &more) { bytes += more; });
        what();
        disconnect(connection);
        return bytes;
    }

private Q_SLOTS:

    void output_linesAndColors_areOnTheScreen()
    {
        TerminalScreen screen(size);
        QSignalSpy changed(&screen, &TerminalScreen::changed);
        screen.take("plain \x1b[1;31mred\x1b[0m\r\n");
        screen.take("\x1b[48;2;1;2;3mexact\x1b[0m");
        QCOMPARE(changed.size(), 2);
        QCOMPARE(screen.text(0), QStringLiteral("plain red"));
        QCOMPARE(screen.text(1), QStringLiteral("exact"));
        const TerminalLine first = screen.line(0);
        QCOMPARE(first.size(), 20U);
        QVERIFY(first.at(0).foreground == TerminalColor{});
        QVERIFY(!first.at(0).isBold);
        QVERIFY(first.at(6).isBold);
        QVERIFY((first.at(6).foreground == TerminalColor{TerminalColor::Kind::Indexed, 1}));
        const TerminalLine second = screen.line(1);
        QVERIFY(
            (second.at(0).background == TerminalColor{TerminalColor::Kind::Exact, qRgb(1, 2, 3)}));
        QCOMPARE(screen.cursorLine(), 1);
        QCOMPARE(screen.cursorColumn(), 5);
    }

    void output_utf8InPieces_isOneCharacter()
    {
        TerminalScreen screen(size);
        const QByteArray text = QStringLiteral("é漢").toUtf8();
        for (const char byte : text) {
            screen.take(QByteArray(1, byte));
        }
        QCOMPARE(screen.text(0), QStringLiteral("é漢"));
        QCOMPARE(screen.line(0).at(1).width, 2);
        QCOMPARE(screen.line(0).at(2).width, 0);
        QCOMPARE(screen.cursorColumn(), 3);
    }

    void history_keepsWhatWentOffTheTop()
    {
        TerminalScreen screen(size);
        screen.take("1\r\n2\r\n3\r\n4\r\n5\r\n6");
        QCOMPARE(screen.historyCount(), 2);
        QCOMPARE(screen.lineCount(), 6);
        QCOMPARE(screen.text(0), QStringLiteral("1"));
        QCOMPARE(screen.text(5), QStringLiteral("6"));
        screen.resize({20, 6});
        QCOMPARE(screen.historyCount(), 0);
        QCOMPARE(screen.text(0), QStringLiteral("1"));
        screen.resize({10, 3});
        QCOMPARE(screen.size(), (backend::TerminalSize{10, 3}));
        QCOMPARE(screen.text(screen.lineCount() - 1), QStringLiteral("6"));
        screen.reset();
        QCOMPARE(screen.historyCount(), 0);
        QCOMPARE(screen.text(0), QString());
    }

    void history_isBounded()
    {
        TerminalScreen screen(size);
        for (int line = 0; line < TerminalScreen::longestHistory + 50; ++line) {
            screen.take(QByteArray::number(line) + "\r\n");
        }
        QCOMPARE(screen.historyCount(), TerminalScreen::longestHistory);
    }

    void fullScreenPrograms_leaveTheScreenAsItWas()
    {
        TerminalScreen screen(size);
        screen.take("before");
        screen.take("\x1b[?1049h\x1b[2J\x1b[Hinside\x1b[?25l");
        QCOMPARE(screen.text(screen.historyCount()), QStringLiteral("inside"));
        QVERIFY(!screen.isCursorVisible());
        screen.take("\x1b[?25h\x1b[?1049l");
        QCOMPARE(screen.text(screen.historyCount()), QStringLiteral("before"));
        QVERIFY(screen.isCursorVisible());
    }

    void keys_areToldAsTerminalsDo()
    {
        TerminalScreen screen(size);
        const auto press = [&screen](int key, Qt::KeyboardModifiers modifiers = {}) {
            return told(screen, [&] { QVERIFY(screen.press(key, modifiers)); });
        };
        QCOMPARE(press(Qt::Key_Return), QByteArray("\r"));
        QCOMPARE(press(Qt::Key_Backspace), QByteArray("\x7f"));
        QCOMPARE(press(Qt::Key_Tab), QByteArray("\t"));
        QCOMPARE(press(Qt::Key_Escape), QByteArray("\x1b"));
        QCOMPARE(press(Qt::Key_Up), QByteArray("\x1b[A"));
        screen.take("\x1b[?1h");
        QCOMPARE(press(Qt::Key_Up), QByteArray("\x1bOA"));
        QCOMPARE(press(Qt::Key_Delete), QByteArray("\x1b[3~"));
        QVERIFY(!screen.press(Qt::Key_A, {}));
        QCOMPARE(told(screen, [&] { screen.type(QStringLiteral("é"), {}); }), QByteArray("é"));
        QCOMPARE(told(screen, [&] { screen.type(QStringLiteral("b"), Qt::AltModifier); }),
                 QByteArray("\x1b"
                            "b"));
    }

    void paste_cannotEndItself()
    {
        TerminalScreen screen(size);
        const QString text = QStringLiteral("one\ntwo\x1b[201~three");
        QCOMPARE(told(screen, [&] { screen.paste(text); }), QByteArray("one\rtwo[201~three"));
        screen.take("\x1b[?2004h");
        QCOMPARE(told(screen, [&] { screen.paste(text); }),
                 QByteArray("\x1b[200~one\rtwo[201~three\x1b[201~"));
    }

    void questions_ofTheProgram_areAnswered()
    {
        TerminalScreen screen(size);
        QCOMPARE(told(screen, [&] { screen.take("ab\x1b[6n"); }), QByteArray("\x1b[1;3R"));
    }

    void view_withoutAProgram_hasNoCursorAndTakesNoKeys()
    {
        const desktop::Theme theme;
        TerminalView view(theme, nullptr);
        view.resize(400, 200);
        const auto image = [&view] {
            return view.viewport()->grab().toImage();
        };
        QSignalSpy input(&view.screen(), &TerminalScreen::input);
        const QImage nothing = image();
        QTest::keyClicks(&view, QStringLiteral("a"));
        QVERIFY(input.isEmpty());
        view.setConnected(true);
        QVERIFY(image() != nothing);
        QTest::keyClicks(&view, QStringLiteral("a"));
        QCOMPARE(input.size(), 1);
        view.setConnected(false);
        QVERIFY(image() == nothing);
    }

    void colors_ofTheTable_areXterms()
    {
        using Kind = TerminalColor::Kind;
        const auto scheme = desktop::ColorScheme::Dark;
        const auto color = [](QRgb index) {
            return desktop::terminalColor({Kind::Indexed, index}, Qt::white, scheme);
        };
        QCOMPARE(color(16), QColor(0, 0, 0));
        QCOMPARE(color(196), QColor(255, 0, 0));
        QCOMPARE(color(231), QColor(255, 255, 255));
        QCOMPARE(color(244), QColor(128, 128, 128));
        QCOMPARE(desktop::terminalColor({}, Qt::white, scheme), QColor(Qt::white));
    }

    void entries_ofContainers_sayWhatPeopleWantToKnow()
    {
        engine::ContainerSummary container{
            .id = QString(64, QLatin1Char('a')),
            .names = {QStringLiteral("/web")},
            .image = QStringLiteral("shop:1.0"),
            .imageId = QStringLiteral("sha256:1"),
            .state = QStringLiteral("running"),
            .status = QStringLiteral("Up 2 hours (healthy)"),
            .created = 1'700'000'000,
            .labels = {},
            .ports = {{80, 8080, QStringLiteral("tcp")}, {443, 0, QStringLiteral("tcp")}}};
        const auto entry = desktop::containerEntries({container}).front();
        QCOMPARE(entry.name(), QStringLiteral("web"));
        QVERIFY(entry.isActive);
        QCOMPARE(entry.cells.at(2).text, QStringLiteral("Running (healthy)"));
        QCOMPARE(entry.cells.at(3).text, QStringLiteral("8080→80/tcp, 443/tcp"));
        container.state = QStringLiteral("exited");
        container.status = QStringLiteral("Exited (137) 5 minutes ago");
        container.names.clear();
        const auto ended = desktop::containerEntries({container}).front();
        QCOMPARE(ended.name(), QString(12, QLatin1Char('a')));
        QCOMPARE(ended.cells.at(2).text, QStringLiteral("Exited (137)"));
        QVERIFY(!ended.isActive);
    }

    void entries_ofImages_areOneForEachName()
    {
        const engine::ImageSummary two{.id = QStringLiteral("sha256:11"),
                                       .repoTags = {QStringLiteral("a:1"), QStringLiteral("a:2")},
                                       .created = 1,
                                       .size = 1000};
        const engine::ImageSummary none{
            .id = QStringLiteral("sha256:22"), .repoTags = {}, .created = 1, .size = 1};
        engine::ContainerSummary user;
        user.imageId = QStringLiteral("11"); // as Podman writes it
        const auto entries = desktop::imageEntries({two, none}, {user});
        QCOMPARE(entries.size(), 3U);
        QCOMPARE(entries.at(1).tag, QStringLiteral("a:2"));
        QVERIFY(entries.at(0).isActive && entries.at(1).isActive && !entries.at(2).isActive);
        QCOMPARE(entries.at(2).key, none.id);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopTerminalTest)

#include "tst_desktop_terminal.moc"

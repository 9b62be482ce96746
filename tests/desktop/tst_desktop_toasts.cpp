#include "screenreader.h"
#include "widgetstest.h"

#include <app/desktop/toaststack.h>

#include <QApplication>
#include <QEnterEvent>
#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <guardedtest.h>

using namespace pierhead;
using namespace std::chrono_literals;

class DesktopToastsTest final : public test::GuardedTest
{
    Q_OBJECT

    using Stack = desktop::ToastStack;

    static constexpr desktop::ToastDurations endless{1h, 1h};

    /// Those that are shown, oldest first.
    static QList<QFrame *> toasts(const QWidget &over)
    {
        QList<QFrame *> found = over.findChildren<QFrame *>(QStringLiteral("toast"));
        found.removeIf([](const QFrame *toast) { return toast->isHidden(); });
        return found;
    }

    static QStringList texts(const QWidget &over)
    {
        QStringList found;
        for (const QFrame *toast : toasts(over)) {
            found.append(toast->findChildren<QLabel *>().last()->text());
        }
        return found;
    }

    static void closeFirst(const QWidget &over)
    {
        toasts(over).first()->findChild<QToolButton *>()->click();
    }

    static QStringList numbers(int first, int last)
    {
        QStringList made;
        for (int number = first; number <= last; ++number) {
            made.append(QString::number(number));
        }
        return made;
    }

    static void showAll(Stack &stack, const QStringList &messages, Stack::Origin origin)
    {
        for (const QString &message : messages) {
            stack.show(Stack::Kind::Success, message, origin);
        }
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        static_cast<void>(test::takeAlerts());
    }

    void toasts_beyondTheRoom_waitAndAreAllSeen()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, endless);
        showAll(stack, numbers(1, 6), Stack::Origin::Page);
        QCOMPARE(texts(over), numbers(1, 4));
        closeFirst(over);
        QCOMPARE(texts(over), numbers(2, 5));
        closeFirst(over);
        QCOMPARE(texts(over), numbers(3, 6));
        for (int closed = 0; closed < 4; ++closed) {
            closeFirst(over);
        }
        QVERIFY(texts(over).isEmpty());
    }

    void toast_leftAlone_goesAfterItsTimeAndMakesRoom()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, {50ms, 1h});
        stack.show(Stack::Kind::Success, QStringLiteral("goes"));
        for (const char *text : {"a", "b", "c", "waits"}) {
            stack.show(Stack::Kind::Error, QString::fromLatin1(text));
        }
        QCOMPARE(texts(over).first(), QStringLiteral("goes"));
        QTRY_COMPARE(texts(over),
                     (QStringList{QStringLiteral("a"),
                                  QStringLiteral("b"),
                                  QStringLiteral("c"),
                                  QStringLiteral("waits")}));
    }

    void toast_underThePointer_stays()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, {50ms, 1h});
        stack.show(Stack::Kind::Success, QStringLiteral("read"));
        QFrame *read = toasts(over).first();
        QEnterEvent enter({}, {}, {});
        QApplication::sendEvent(read, &enter);
        stack.show(Stack::Kind::Success, QStringLiteral("other"));
        QTRY_COMPARE(texts(over), QStringList{QStringLiteral("read")});
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(read, &leave);
        QTRY_VERIFY(texts(over).isEmpty());
    }

    void toasts_ofAFlood_areBoundedAndTheLastAreSeen()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, endless);
        showAll(stack, numbers(1, 1000), Stack::Origin::Page);
        QStringList seen;
        while (!texts(over).isEmpty()) {
            seen.append(texts(over).first());
            closeFirst(over);
        }
        const int waiting = static_cast<int>(Stack::mostWaiting);
        QCOMPARE(seen, numbers(1, 4) + numbers(1001 - waiting, 1000));
    }

    void toast_ofTheWindow_isSeenBeforeThoseOfPages()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, endless);
        showAll(stack, numbers(1, 6), Stack::Origin::Page);
        stack.show(Stack::Kind::Error, QStringLiteral("own"));
        showAll(stack, numbers(7, 1000), Stack::Origin::Page);
        closeFirst(over);
        QCOMPARE(texts(over).last(), QStringLiteral("own"));
    }

    void toast_shown_isToldToScreenReaders()
    {
        const desktop::Theme theme;
        QWidget over;
        Stack stack(theme, &over, endless);
        showAll(stack, numbers(1, 5), Stack::Origin::Page);
        QCOMPARE(test::takeAlerts(), numbers(1, 4));
        closeFirst(over);
        QCOMPARE(test::takeAlerts(), numbers(5, 5));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopToastsTest)

#include "tst_desktop_toasts.moc"

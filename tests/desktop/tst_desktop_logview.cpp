#include "widgetstest.h"

#include <app/desktop/logview.h>

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <guardedtest.h>

using namespace pierhead;
using backend::LogLine;
using desktop::LogView;

class DesktopLogViewTest final : public test::GuardedTest
{
    Q_OBJECT

    static LogLine line(const QString &service, const QString &text)
    {
        return {service, 1'709'294'400'000'000'000, engine::OutputChannel::Stdout, text};
    }

    static std::vector<LogLine> lines(int first, int count)
    {
        std::vector<LogLine> made;
        for (int number = first; number < first + count; ++number) {
            made.push_back(line(QStringLiteral("web"), QString::number(number)));
        }
        return made;
    }

private Q_SLOTS:

    void lines_thatLookLikeMarkup_areText()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.setTimesShown(false);
        view.append({line(QStringLiteral("web"), QStringLiteral("<h1>&amp;</h1>"))});
        QCOMPARE(view.toPlainText(), QStringLiteral("web │ <h1>&amp;</h1>"));
    }

    void service_withALongerName_movesTheColumn()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.setTimesShown(false);
        view.append({line(QStringLiteral("a"), QStringLiteral("one"))});
        view.append({line(QStringLiteral("bcd"), QStringLiteral("two"))});
        QCOMPARE(view.toPlainText(), QStringLiteral("a   │ one\nbcd │ two"));
    }

    void lines_beyondTheLimit_go()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.append(lines(1, LogView::longest));
        view.append(lines(LogView::longest + 1, 5));
        QCOMPARE(view.blockCount(), LogView::longest);
        QVERIFY(view.toPlainText().endsWith(QStringLiteral("│ 10005")));
        // And they do not come back with what is kept.
        view.setTimesShown(false);
        QCOMPARE(view.blockCount(), LogView::longest);
        QVERIFY(view.toPlainText().startsWith(QStringLiteral("web │ 6\n")));
    }

    void scrollingUp_endsFollowingAndTheEndBeginsIt()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.resize(400, 200);
        view.show();
        view.append(lines(1, 500));
        QScrollBar *bar = view.verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
        QSignalSpy changes(&view, &LogView::followingChanged);
        bar->setValue(100);
        QCOMPARE(changes.size(), 1);
        QVERIFY(!view.isFollowing());
        view.append(lines(501, 10));
        QCOMPARE(bar->value(), 100);
        view.resize(400, 300);
        QCOMPARE(bar->value(), 100);
        view.setFollowing(true);
        QCOMPARE(bar->value(), bar->maximum());
        view.append(lines(511, 10));
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(view.isFollowing());
    }

    void search_countsShownLinesAndGoesRound()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.append({line(QStringLiteral("web"), QStringLiteral("Error one")),
                     line(QStringLiteral("db"), QStringLiteral("error two")),
                     line(QStringLiteral("web"), QStringLiteral("fine"))});
        view.setSearch(QStringLiteral("ERROR"));
        QCOMPARE(view.matches(), 2);
        view.findNext(true);
        const int last = view.textCursor().blockNumber();
        view.findNext(false);
        QVERIFY(view.textCursor().blockNumber() != last);
        view.findNext(false);
        QCOMPARE(view.textCursor().blockNumber(), last);
        view.setHiddenServices({QStringLiteral("db")});
        QCOMPARE(view.matches(), 1);
        view.setSearch({});
        QCOMPARE(view.matches(), 0);
    }

    void batch_ofTenThousandLines_takesLittleTime()
    {
        const desktop::Theme theme;
        LogView view(theme, nullptr);
        view.resize(800, 600);
        view.show();
        QBENCHMARK_ONCE
        {
            view.append(lines(1, LogView::longest));
        }
        QCOMPARE(view.blockCount(), LogView::longest);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopLogViewTest)

#include "tst_desktop_logview.moc"

#include "guardedtest.h"
#include "pseudoterminal.h"
#include "result.h"
#include "testprogram.h"
#include "waiting.h"

#include <app/cli/barline.h>
#include <app/cli/installreporter.h>
#include <app/cli/plaintext.h>
#include <app/cli/prompt.h>

#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <array>
#include <unistd.h>

namespace pierhead::cli {

using extensions::InstallEvent;

/// What an install shows on a terminal and in a pipe, and what it asks.
class CliProgressTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void barLine_anyWidth_staysInside_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("line");
        QTest::newRow("wide") << 100
                              << QStringLiteral(
                                     "3f4d Downloading [===========>%1]  12.3 MB/49.2 MB")
                                     .arg(QString(36, QLatin1Char(' ')));
        QTest::newRow("narrow") << 50 << "3f4d Downloading [==>           ]  12.3 MB/49.2 MB";
        QTest::newRow("no room for the bar") << 36 << "3f4d Downloading  12.3 MB/49.2 MB";
        QTest::newRow("no room for sizes") << 16 << "3f4d Downloading";
        QTest::newRow("no room at all") << 6 << "3f4d …";
    }

    void barLine_anyWidth_staysInside()
    {
        QFETCH(int, width);
        const QString line = barLine(
            QStringLiteral("3f4d"), QStringLiteral("Downloading"), 12'300'000, 49'200'000, width);
        QTEST(line, "line");
        QVERIFY(displayWidth(line) <= width);
    }

    void barLine_unknownSize_hasNoBar()
    {
        QCOMPARE(barLine(QStringLiteral("3f4d"), QStringLiteral("Waiting"), 0, 0, 80),
                 QStringLiteral("3f4d Waiting"));
    }

    void pull_onTerminal_drawsBarsAndTakesThemAway()
    {
        constexpr int columns = 60;
        test::PseudoTerminal screen(columns, 5);
        Terminal terminal({screen.programSide(), screen.programSide(), screen.programSide()});
        InstallReporter reporter(terminal);
        for (const QString &layer : {QStringLiteral("aaa"), QStringLiteral("bbb")}) {
            reporter.update({InstallEvent::Step::Pulling,
                             QStringLiteral("img:1"),
                             QStringLiteral("Downloading"),
                             5,
                             10,
                             layer});
        }
        reporter.update({InstallEvent::Step::InstallingService, {}});
        const QByteArray output = screen.output();
        QVERIFY2(output.startsWith("Image not available locally, pulling img:1...\n"
                                   "aaa Downloading [="),
                 output);
        QVERIFY2(output.endsWith("\x1b[1F\x1b[JInstalling service in Desktop VM...\n"), output);
        QCOMPARE(output.count("pulling"), 1);
        const QList<QByteArray> lines = output.split('\n');
        for (const QByteArray &line : lines) {
            const QString shown = QString::fromUtf8(line).remove(
                QRegularExpression(QStringLiteral("\x1b\\[[0-9]*[A-Z]")));
            QVERIFY2(displayWidth(shown) < columns, line);
        }
    }

    void pull_moreLayersThanRows_drawsWhatFits()
    {
        test::PseudoTerminal screen(60, 5);
        Terminal terminal({screen.programSide(), screen.programSide(), screen.programSide()});
        InstallReporter reporter(terminal);
        // Bars are drawn anew at most every 50 ms, so go on until the last is seen.
        const auto drawn = [&reporter, &screen] {
            for (int layer = 0; layer < 9; ++layer) {
                reporter.update({InstallEvent::Step::Pulling,
                                 QStringLiteral("img:1"),
                                 QStringLiteral("Downloading"),
                                 5,
                                 10,
                                 QStringLiteral("layer%1").arg(layer)});
            }
            return screen.output().contains("layer8");
        };
        QVERIFY(test::waitFor(drawn));
        const QByteArray output = screen.output();
        const QByteArray last = output.mid(output.lastIndexOf("\x1b[J"));
        QVERIFY2(last.count('\n') <= 3, output);
    }

    void pull_inPipe_printsEachChangeOnce()
    {
        const QByteArray output = piped([](InstallReporter &reporter) {
            for (int percent = 0; percent <= 100; percent += 10) {
                reporter.update({InstallEvent::Step::Pulling,
                                 QStringLiteral("img:1"),
                                 QStringLiteral("Downloading"),
                                 percent,
                                 100,
                                 QStringLiteral("aaa")});
            }
            reporter.update({InstallEvent::Step::Pulling,
                             QStringLiteral("img:1"),
                             QStringLiteral("Pull complete"),
                             0,
                             0,
                             QStringLiteral("aaa")});
        });
        QCOMPARE(output,
                 QByteArray("Image not available locally, pulling img:1...\n"
                            "aaa: Downloading\n"
                            "aaa: Pull complete\n"));
    }

    void build_inPipe_printsAllOutputMadePlain()
    {
        const QByteArray output = piped([](InstallReporter &reporter) {
            for (const QString &line : {QStringLiteral("Step 1/2"),
                                        QStringLiteral("same"),
                                        QStringLiteral("same"),
                                        QStringLiteral("\x1b[2Jcleared")}) {
                reporter.update({InstallEvent::Step::Building, QStringLiteral("dir"), line});
            }
        });
        QCOMPARE(
            QString::fromUtf8(output),
            QStringLiteral("Building image from dir...\nStep 1/2\nsame\nsame\n\ufffd[2Jcleared\n"));
    }

    void confirm_answers_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("isYes");
        QTest::newRow("y") << QByteArray("y\n") << true;
        QTest::newRow("Yes") << QByteArray(" Yes \n") << true;
        QTest::newRow("n") << QByteArray("n\n") << false;
        QTest::newRow("enter") << QByteArray("\n") << false;
        QTest::newRow("something else") << QByteArray("yup\n") << false;
        QTest::newRow("end of input") << QByteArray("\x04") << false;
    }

    void confirm_answers()
    {
        QFETCH(QByteArray, typed);
        test::PseudoTerminal screen;
        Terminal terminal({screen.programSide(), screen.programSide(), screen.programSide()});
        screen.type(typed);
        const auto answer =
            test::await(confirm(terminal, QStringLiteral("Continue? [y/N]"), StopToken()));
        VERIFY_RESULT(answer);
        QTEST(*answer, "isYes");
        QVERIFY(screen.output().contains("Continue? [y/N] "));
    }

    void confirm_stopped_isCancelled()
    {
        test::PseudoTerminal screen;
        Terminal terminal({screen.programSide(), screen.programSide(), screen.programSide()});
        StopSource stop;
        QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        const auto answer =
            test::await(confirm(terminal, QStringLiteral("Continue?"), stop.get_token()));
        COMPARE_ERROR(answer, ErrorCode::Cancelled);
    }

private:
    /// What the reporter writes into a pipe.
    static QByteArray piped(const std::function<void(InstallReporter &)> &report)
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe(ends.data()) != 0) {
            return {};
        }
        {
            Terminal terminal({ends.back(), ends.back(), ends.back()});
            InstallReporter reporter(terminal);
            report(reporter);
        }
        ::close(ends.back());
        QByteArray output(64 * 1024, '\0');
        const ssize_t got = ::read(ends.front(), output.data(), std::size_t(output.size()));
        ::close(ends.front());
        return output.left(std::max<ssize_t>(got, 0));
    }
};

PIERHEAD_TEST(CliProgressTest)

} // namespace pierhead::cli

#include "tst_cliprogress.moc"

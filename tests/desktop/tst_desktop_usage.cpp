#include "widgetstest.h"

#include <app/desktop/engineviews/usagehistory.h>
#include <app/desktop/engineviews/usagetext.h>
#include <app/desktop/engineviews/usagetile.h>

#include <QPixmap>
#include <QTest>

#include <guardedtest.h>

using namespace pierhead;
using desktop::UsageHistory;
using desktop::UsageTile;
using namespace std::chrono_literals;

/// The figures of a container's stats and their lines, without an engine.
class DesktopUsageTest final : public test::GuardedTest
{
    Q_OBJECT

    static QDateTime at(qint64 seconds)
    {
        return QDateTime::fromSecsSinceEpoch(1'700'000'000 + seconds);
    }

    static QImage imageOf(QWidget &widget)
    {
        return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    }

    static bool hasColor(const QImage &image, const QColor &color)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == color.rgb()) {
                    return true;
                }
            }
        }
        return false;
    }

private Q_SLOTS:

    void history_keepsFiveMinutes()
    {
        UsageHistory history;
        QCOMPARE(history.span(), 1min);
        QCOMPARE(history.largest(), 0.0);
        history.add(at(0), {100, 1});
        history.add(at(60), {2, 3});
        QCOMPARE(history.span(), 1min);
        history.add(at(61), {2, 3});
        QCOMPARE(history.span(), 2min);
        QCOMPARE(history.largest(), 100.0);
        history.add(at(300), {2, 3});
        QCOMPARE(history.samples().size(), 4U);
        QCOMPARE(history.span(), 5min);
        history.add(at(301), {2, 4});
        QCOMPARE(history.samples().size(), 4U);
        QCOMPARE(history.largest(), 4.0);
        history.add(at(10'000), {1, 1});
        QCOMPARE(history.samples().size(), 1U);
    }

    void history_knowsItsGaps()
    {
        UsageHistory history;
        history.interrupt();
        history.add(at(0), {1});
        history.add(at(1), {1});
        history.interrupt();
        history.add(at(9), {1});
        history.add(at(10), {1});
        QVERIFY(!history.samples().at(0).isContinued);
        QVERIFY(history.samples().at(1).isContinued);
        QVERIFY(!history.samples().at(2).isContinued);
        QVERIFY(history.samples().at(3).isContinued);
    }

    void history_clockSetBack_beginsAnew()
    {
        UsageHistory history;
        history.add(at(100), {7});
        history.add(at(50), {1});
        QCOMPARE(history.samples().size(), 1U);
        QVERIFY(!history.samples().front().isContinued);
        QCOMPARE(history.largest(), 1.0);
    }

    void texts_haveTheDigitsThatTell()
    {
        QCOMPARE(desktop::usageSizeText(0), QStringLiteral("0 B"));
        QCOMPARE(desktop::usageSizeText(1536), QStringLiteral("1.5 KiB"));
        QCOMPARE(desktop::usageSizeText(120.0 * 1024), QStringLiteral("120 KiB"));
        QCOMPARE(desktop::usageSizeText(3.4 * 1024 * 1024), QStringLiteral("3.4 MiB"));
        QCOMPARE(desktop::usageRateText(2048), QStringLiteral("2.0 KiB/s"));
        QCOMPARE(desktop::usagePercentText(12.34), QStringLiteral("12.3 %"));
    }

    void tile_saysItsFiguresToEyesAndEars()
    {
        const desktop::Theme theme;
        UsageTile tile(theme,
                       QStringLiteral("Network"),
                       {{QStringLiteral("in"), QStringLiteral("↓"), QStringLiteral("received")},
                        {QStringLiteral("out"), QStringLiteral("↑"), QStringLiteral("sent")}},
                       desktop::usageRateText,
                       nullptr);
        tile.resize(300, 160);
        auto *in = tile.findChild<QLabel *>(QStringLiteral("usage-in"));
        auto *out = tile.findChild<QLabel *>(QStringLiteral("usage-out"));
        QVERIFY(in != nullptr && out != nullptr);
        QCOMPARE(in->text(), QStringLiteral("↓ –"));
        QVERIFY(!hasColor(imageOf(*tile.findChild<desktop::Sparkline *>()),
                          theme.color(desktop::ColorRole::Accent)));
        tile.setUsage(at(0), {2048, 4096}, QStringLiteral("note"));
        tile.setUsage(at(30), {1024, 4096}, QStringLiteral("note"));
        QCOMPARE(in->text(), QStringLiteral("↓ 1.0 KiB/s"));
        QCOMPARE(out->text(), QStringLiteral("↑ 4.0 KiB/s"));
        QCOMPARE(in->accessibleName(), QStringLiteral("Network, received: 1.0 KiB/s"));
        QCOMPARE(tile.accessibleDescription(),
                 QStringLiteral("received: 1.0 KiB/s, sent: 4.0 KiB/s"));
        auto *lines = tile.findChild<desktop::Sparkline *>();
        QCOMPARE(lines->accessibleDescription(), QStringLiteral("at most 4.0 KiB/s"));
        const QImage image = imageOf(*lines);
        QVERIFY(hasColor(image, theme.color(desktop::ColorRole::Accent)));
        QVERIFY(hasColor(image, theme.color(desktop::ColorRole::Service2)));
        // What was stays to be seen when nothing is known any more.
        tile.clear();
        QCOMPARE(in->text(), QStringLiteral("↓ –"));
        QVERIFY(hasColor(imageOf(*lines), theme.color(desktop::ColorRole::Accent)));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopUsageTest)

#include "tst_desktop_usage.moc"

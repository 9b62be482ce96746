#include "testprogram.h"

#include <app/desktop/backendstatus.h>
#include <app/desktop/colors.h>
#include <app/desktop/displaytext.h>
#include <app/desktop/installtext.h>

#include <QTest>

#include <cmath>
#include <guardedtest.h>

using namespace pierhead::desktop;
using pierhead::extensions::ExtensionSource;
using pierhead::extensions::InstallEvent;

namespace {

/// Relative luminance and contrast as the WCAG defines them.
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const double brighter = qMax(luminance(left), luminance(right));
    const double darker = qMin(luminance(left), luminance(right));
    return (brighter + 0.05) / (darker + 0.05);
}

} // namespace

class DesktopTextTest final : public pierhead::test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void singleLine_ofForeignText_isOneHarmlessLine_data()
    {
        QTest::addColumn<QString>("foreign");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("Hello") << QStringLiteral("Hello");
        QTest::newRow("lines") << QStringLiteral(" a\r\nb\tc ") << QStringLiteral("a b c");
        QTest::newRow("markup stays text")
            << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
        QTest::newRow("override") << QStringLiteral("ab\u202Ecd") << QStringLiteral("abcd");
        QTest::newRow("control") << QStringLiteral("a\u0007b") << QStringLiteral("ab");
        QTest::newRow("right to left") << QStringLiteral("שלום") << QStringLiteral("שלום");
        QTest::newRow("empty") << QString() << QString();
    }

    void singleLine_ofForeignText_isOneHarmlessLine()
    {
        QFETCH(const QString, foreign);
        QFETCH(const QString, shown);
        QCOMPARE(singleLine(foreign), shown);
    }

    void singleLine_ofAMillionLetters_isShort()
    {
        QVERIFY(singleLine(QString(1'000'000, QLatin1Char('x'))).size() < 310);
    }

    void statusText_ofEachState_tellsItsNumbers()
    {
        QCOMPARE(statusText({BackendStatus::Kind::Running, 1, 1}), QStringLiteral("Running (1)"));
        QCOMPARE(statusText({BackendStatus::Kind::Partial, 1, 3}),
                 QStringLiteral("Running (1 of 3)"));
        QCOMPARE(statusText({}), QStringLiteral("No backend"));
        QCOMPARE(statusText({BackendStatus::Kind::Restarting, 0, 1}), QStringLiteral("Restarting"));
        QCOMPARE(statusText({BackendStatus::Kind::Failed, 1, 2}),
                 QStringLiteral("Failed (1 of 2 run)"));
        QCOMPARE(statusTone({BackendStatus::Kind::Running, 1, 1}), QStringLiteral("success"));
        QCOMPARE(statusTone({BackendStatus::Kind::Missing}), QStringLiteral("danger"));
    }

    void phases_ofAnInstall_neverGoBack()
    {
        using Step = InstallEvent::Step;
        InstallPhase last = InstallPhase::Fetch;
        for (const Step step : {Step::Loading,
                                Step::Installing,
                                Step::Extracting,
                                Step::InstallingService,
                                Step::SettingComposeAttributes,
                                Step::ServiceStarted,
                                Step::InstallingTab,
                                Step::TabAdded,
                                Step::Installed}) {
            QVERIFY(phaseOf(step) >= last);
            last = phaseOf(step);
        }
        QCOMPARE(last, InstallPhase::Page);
    }

    void sourceText_ofAFile_namesIt()
    {
        const ExtensionSource source{
            ExtensionSource::Kind::Archive, QStringLiteral("/tmp/x/hello.tar"), {}, {}};
        QVERIFY(sourceText(source).contains(QStringLiteral("hello.tar")));
    }

    void namedColors_holdEveryRole_inItsOrder()
    {
        const auto names = namedColors(ColorScheme::Light);
        QCOMPARE(names.size(), static_cast<int>(ColorRole::Service3) + 1);
        QCOMPARE(names.value(QStringLiteral("accent")),
                 colorFor(ColorRole::Accent, ColorScheme::Light).name());
        QCOMPARE(names.value(QStringLiteral("neutral-soft")),
                 colorFor(ColorRole::NeutralSoft, ColorScheme::Light).name());
    }

    void colors_ofTextOnItsGround_canBeRead_data()
    {
        QTest::addColumn<int>("text");
        QTest::addColumn<int>("ground");
        const auto row = [](const char *name, ColorRole text, ColorRole ground) {
            QTest::newRow(name) << static_cast<int>(text) << static_cast<int>(ground);
        };
        row("text on window", ColorRole::Text, ColorRole::Window);
        row("text on surface", ColorRole::Text, ColorRole::Surface);
        row("text on sidebar", ColorRole::Text, ColorRole::Sidebar);
        row("muted on window", ColorRole::Muted, ColorRole::Window);
        row("muted on surface", ColorRole::Muted, ColorRole::Surface);
        row("muted on sidebar", ColorRole::Muted, ColorRole::Sidebar);
        row("muted chip", ColorRole::Muted, ColorRole::NeutralSoft);
        row("primary button", ColorRole::AccentText, ColorRole::Accent);
        row("hovered primary button", ColorRole::AccentText, ColorRole::AccentHover);
        row("accent chip", ColorRole::Accent, ColorRole::AccentSoft);
        row("success chip", ColorRole::Success, ColorRole::SuccessSoft);
        row("warning chip", ColorRole::Warning, ColorRole::WarningSoft);
        row("danger chip", ColorRole::Danger, ColorRole::DangerSoft);
        row("danger button", ColorRole::Danger, ColorRole::Surface);
        row("muted on danger banner", ColorRole::Muted, ColorRole::DangerSoft);
        row("muted on warning banner", ColorRole::Muted, ColorRole::WarningSoft);
    }

    void colors_ofTextOnItsGround_canBeRead()
    {
        QFETCH(const int, text);
        QFETCH(const int, ground);
        for (const ColorScheme scheme : {ColorScheme::Light, ColorScheme::Dark}) {
            const double ratio = contrast(colorFor(static_cast<ColorRole>(text), scheme),
                                          colorFor(static_cast<ColorRole>(ground), scheme));
            QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
        }
    }
};

PIERHEAD_TEST(DesktopTextTest)

#include "tst_desktop_text.moc"

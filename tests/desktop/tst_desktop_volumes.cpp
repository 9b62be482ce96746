#include "enginepages.h"
#include "widgetstest.h"

#include <app/desktop/problempanel.h>

#include <QPlainTextEdit>
#include <QTest>

#include <containertest.h>
#include <result.h>

using namespace pierhead;
using test::click;
using test::clickInRow;
using test::fieldText;
using test::openList;
using test::openRow;
using test::openWindow;
using test::patience;
using test::picture;
using test::visible;
using View = bridge::NavigationTarget::View;

namespace {

constexpr int driverColumn = 1;

const QString volumeName = QStringLiteral("pierhead-orders");

} // namespace

/// The pages about volumes in the real window, on a real engine.
class DesktopVolumesTest final : public test::ContainerTest
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup()
    {
        if (!m_container.isEmpty()) {
            VERIFY_RESULT(test::await(client().removeContainer(m_container)));
        }
        VERIFY_RESULT(test::await(client().removeVolume(volumeName)));
        ContainerTest::cleanup();
    }

    void volumes_areListedShownAndRemoved()
    {
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("volumesView")));
        QTRY_VERIFY_WITH_TIMEOUT(
            !visible<QLabel>(window, QStringLiteral("listSummary"))->text().isEmpty(), patience);
        picture(window, QStringLiteral("volumes-empty"));
        engine::ContainerSpec spec = test::idleContainer();
        spec.name = QStringLiteral("pierhead-keeper");
        spec.binds = {volumeName + QStringLiteral(":/orders")};
        start(spec);
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, volumeName, driverColumn), QStringLiteral("local"), patience);
        picture(window, QStringLiteral("volumes-light"));
        QVERIFY(clickInRow(window, volumeName, QStringLiteral("row-remove")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("removeQuestion")));
        QVERIFY(click(window, QStringLiteral("confirmRemove")));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(window, QStringLiteral("pageProblem")), patience);
        const QString words =
            visible<desktop::ProblemPanel>(window, QStringLiteral("pageProblem"))->details();
        QVERIFY2(words.contains(volumeName), qPrintable(words));

        QVERIFY(openRow(window, volumeName));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QPushButton>(window, QStringLiteral("detailUser")),
                                 patience);
        QCOMPARE(visible<QPushButton>(window, QStringLiteral("detailUser"))->text(),
                 QStringLiteral("pierhead-keeper"));
        auto *text = visible<QPlainTextEdit>(window, QStringLiteral("inspectText"));
        QVERIFY(text && text->toPlainText().contains(volumeName));
        picture(window, QStringLiteral("volume-light"));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        picture(window, QStringLiteral("volume-dark"));

        VERIFY_RESULT(test::await(client().removeContainer(m_container)));
        auto *state = visible<QLabel>(window, QStringLiteral("detailState"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("Unused"), patience);
        QVERIFY(click(window, QStringLiteral("detailRemove")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("removeQuestion")));
        QVERIFY(click(window, QStringLiteral("confirmRemove")));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->window().enginePage()->target().view, View::Volumes, patience);
        COMPARE_ERROR(test::await(client().volumeJson(volumeName)), ErrorCode::NotFound);
    }

    void volume_removedElsewhere_isSaid()
    {
        VERIFY_RESULT(ask({.method = "POST",
                           .target = "/volumes/create",
                           .contentType = "application/json",
                           .body = "{\"Name\": \"" + volumeName.toUtf8() + "\"}"}));
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QWidget &window = program->window();
        program->window().navigate(
            {.view = View::Volume, .engine = addressText(), .id = volumeName});
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("detailState")), patience);
        VERIFY_RESULT(test::await(client().removeVolume(volumeName)));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(window, QStringLiteral("pageProblem")), patience);
        QCOMPARE(visible<QLabel>(window, QStringLiteral("detailState"))->text(),
                 QStringLiteral("Removed"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopVolumesTest)

#include "tst_desktop_volumes.moc"

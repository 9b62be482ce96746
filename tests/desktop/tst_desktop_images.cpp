#include "enginepages.h"
#include "widgetstest.h"

#include <app/desktop/problempanel.h>

#include <QLineEdit>
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

constexpr int useColumn = 4;

const QByteArray dockerfile = "FROM alpine:3.15\nLABEL seen=here\nCMD [\"sleep\", \"100000\"]\n";

} // namespace

/// The pages about images in the real window, on a real engine.
class DesktopImagesTest final : public test::ContainerTest
{
    Q_OBJECT

    static void remove(QWidget &window)
    {
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("removeQuestion")));
        QVERIFY(click(window, QStringLiteral("confirmRemove")));
    }

    /// As the engine writes the name: Podman puts its own registry before it.
    static QString nameOf(const QString &id, const QString &tag)
    {
        const auto image = test::await(client().inspectImage(id));
        for (const QString &name : image ? image->repoTags : QStringList()) {
            if (name.endsWith(tag)) {
                return name;
            }
        }
        return {};
    }

private Q_SLOTS:

    void images_areListedShownAndRemoved()
    {
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("imagesView")));
        const QString tag = QStringLiteral("pierhead-seen:1.0");
        const auto id = buildImage(tag, {{QStringLiteral("Dockerfile"), dockerfile}});
        VERIFY_RESULT(id);
        const QString name = nameOf(*id, tag);
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, name, useColumn), QStringLiteral("Unused"), patience);
        engine::ContainerSpec spec;
        spec.image = tag;
        spec.name = QStringLiteral("pierhead-uses");
        start(spec);
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, name, useColumn), QStringLiteral("In use"), patience);
        picture(window, QStringLiteral("images-light"));
        QVERIFY(clickInRow(window, name, QStringLiteral("row-remove")));
        remove(window);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(window, QStringLiteral("pageProblem")), patience);
        picture(window, QStringLiteral("image-not-removed"));
        QVERIFY(click(window, QStringLiteral("dismissPageProblem")));

        QVERIFY(openRow(window, name));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QPushButton>(window, QStringLiteral("detailUser")),
                                 patience);
        QVERIFY(click(window, QStringLiteral("detailUser")));
        QTRY_COMPARE(program->window().enginePage()->target().id, m_container);
        program->window().navigate({.view = View::Image,
                                    .engine = addressText(),
                                    .id = *id,
                                    .tag = QStringLiteral("1.0")});
        QTRY_VERIFY_WITH_TIMEOUT(window.windowTitle().startsWith(name), patience);
        auto *text = visible<QPlainTextEdit>(window, QStringLiteral("inspectText"));
        QVERIFY(text && text->toPlainText().contains(QStringLiteral("\"seen\": \"here\"")));
        picture(window, QStringLiteral("image-light"));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        picture(window, QStringLiteral("image-dark"));

        VERIFY_RESULT(test::await(client().removeContainer(m_container)));
        auto *state = visible<QLabel>(window, QStringLiteral("detailState"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("Unused"), patience);
        QVERIFY(click(window, QStringLiteral("detailRemove")));
        remove(window);
        QTRY_COMPARE_WITH_TIMEOUT(
            program->window().enginePage()->target().view, View::Images, patience);
        picture(window, QStringLiteral("images-dark"));
        COMPARE_ERROR(test::await(client().inspectImage(tag)), ErrorCode::NotFound);
        QTRY_VERIFY_WITH_TIMEOUT(test::table(window) && fieldText(window, name, 0).isEmpty(),
                                 patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopImagesTest)

#include "tst_desktop_images.moc"

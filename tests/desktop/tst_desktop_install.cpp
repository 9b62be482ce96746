#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/chip.h>
#include <app/desktop/extensioncard.h>

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include <installtest.h>
#include <result.h>

using namespace pierhead;
using desktop::BackendStatus;
using desktop::InstallFlow;
using test::click;
using test::openWindow;
using test::patience;
using test::picture;
using test::tab;
using test::visible;

/// Installing and removing through the window, on a real engine.
class DesktopInstallTest final : public test::InstallTest
{
    Q_OBJECT

    static QString title() { return QStringLiteral("Sample"); }

    /// An archive with a backend, saved from the engine as a user would.
    [[nodiscard]] QString saveSample()
    {
        const QString tag = QStringLiteral("pierhead-desktop-sample:1.0");
        const auto built = buildImage(tag, sampleContext("<p>Hello</p>"));
        if (!built) {
            qFatal("%s", qPrintable(built.error().message + built.error().detail));
        }
        const QString path = home() + QStringLiteral("/sample.tar");
        engine::HttpRequest request;
        request.target = "/images/" + tag.toUtf8() + "/get";
        constexpr qint64 most = qint64(64) * 1024 * 1024;
        const auto saved = test::await(client().http().download(request, path, most));
        if (!saved) {
            qFatal("%s", qPrintable(saved.error().message));
        }
        return path;
    }

    /// savedSample() with a program for this machine.
    [[nodiscard]] static test::SavedImage sampleWithProgram(const QString &reference)
    {
        test::SavedImage image = savedSample(reference);
        image.files[QStringLiteral("metadata.json")].replace(
            "{\"icon\"", R"({"host": {"binaries": [{"linux": [{"path": "/tool"}]}]}, "icon")");
        image.files.insert(QStringLiteral("tool"), "#!/bin/sh\n");
        return image;
    }

    static void drop(QWidget &window, const QString &path)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        const QPoint where = window.rect().center();
        QDragEnterEvent enter(where, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        picture(window, QStringLiteral("drop-hint"));
        QDropEvent event(where, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
        QVERIFY(event.isAccepted());
    }

    static std::unique_ptr<desktop::Application> openReady()
    {
        auto program = openWindow(addressText());
        const auto isReady = [&program] {
            return program->engines().engine() != nullptr;
        };
        return test::waitFor(isReady, patience) ? std::move(program) : nullptr;
    }

    static void removeAll(desktop::Application &program)
    {
        while (program.model().rowCount() > 0) {
            const int before = program.model().rowCount();
            program.window().open({});
            QTRY_VERIFY(visible<QPushButton>(program.window(), QStringLiteral("remove")));
            QVERIFY(click(program.window(), QStringLiteral("remove")));
            auto *question =
                program.window().findChild<QMessageBox *>(QStringLiteral("removeQuestion"));
            QVERIFY(question != nullptr);
            for (QAbstractButton *button : question->buttons()) {
                if (question->buttonRole(button) == QMessageBox::DestructiveRole) {
                    QTest::mouseClick(button, Qt::LeftButton);
                }
            }
            QTRY_COMPARE_WITH_TIMEOUT(program.model().rowCount(), before - 1, patience);
        }
    }

private Q_SLOTS:

    void archive_chosenWithCtrlO_isInstalledShownAndRemoved()
    {
        const QString archive = saveSample();
        const auto program = openReady();
        QVERIFY(program);
        QWidget &window = program->window();
        QTRY_VERIFY(window.isActiveWindow());
        QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
        auto *dialog = window.findChild<QFileDialog *>(QStringLiteral("installFileDialog"));
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        dialog->selectFile(archive);
        QMetaObject::invokeMethod(dialog, "accept", Qt::DirectConnection);

        QTRY_VERIFY(visible<QPushButton>(window, QStringLiteral("confirmInstall")));
        QCOMPARE(program->model().rowCount(), 0);
        picture(window, QStringLiteral("install-question"));
        QSignalSpy progress(&program->install(), &InstallFlow::progressed);
        QVERIFY(click(window, QStringLiteral("confirmInstall")));
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), patience);
        QVERIFY(visible<QPushButton>(window, QStringLiteral("cancelInstall")));
        picture(window, QStringLiteral("install-progress"));
        QTRY_COMPARE_WITH_TIMEOUT(program->model().rowCount(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);
        QCOMPARE(program->install().error().message, QString());
        QTRY_COMPARE_WITH_TIMEOUT(
            program->model().rows().front().backend.kind, BackendStatus::Kind::Running, patience);
        const extensions::InstalledExtension extension = program->model().rows().front().extension;
        QTRY_VERIFY(tab(window, extension.displayTitle()));
        picture(window, QStringLiteral("installed"));

        // What happens to the backend elsewhere is seen here.
        VERIFY_RESULT(test::await(client().stopContainer(extension.id.serviceContainerName(), 0)));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->model().rows().front().backend.kind, BackendStatus::Kind::Stopped, patience);
        removeAll(*program);
        QTRY_VERIFY(!tab(window, extension.displayTitle()));
    }

    void archive_droppedAndDeclined_installsNothing()
    {
        const QString archive =
            writeArchive({savedSample(QStringLiteral("pierhead-desktop-declined:1.0"))});
        const auto program = openReady();
        QVERIFY(program);
        drop(program->window(), archive);
        QVERIFY(visible<QPushButton>(program->window(), QStringLiteral("confirmInstall")));
        QVERIFY(click(program->window(), QStringLiteral("declineInstall")));
        QCOMPARE(program->install().state(), InstallFlow::State::Idle);
        QCOMPARE(program->model().rowCount(), 0);
        QVERIFY(!isOnEngine(QStringLiteral("pierhead-desktop-declined:1.0")));
    }

    void install_cancelled_leavesNothing()
    {
        const QString archive = saveSample();
        const auto program = openReady();
        QVERIFY(program);
        drop(program->window(), archive);
        QSignalSpy cancelled(&program->install(), &InstallFlow::cancelled);
        QSignalSpy progress(&program->install(), &InstallFlow::progressed);
        QVERIFY(click(program->window(), QStringLiteral("confirmInstall")));
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), patience);
        QVERIFY(click(program->window(), QStringLiteral("cancelInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, patience);
        QCOMPARE(program->model().rowCount(), 0);
        const QDir folder(Paths::fromEnvironment().extensions());
        QCOMPARE(folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void window_closedDuringAnInstall_endsItFirst()
    {
        const QString archive = saveSample();
        const auto program = openReady();
        QVERIFY(program);
        drop(program->window(), archive);
        QSignalSpy finished(program.get(), &desktop::Application::finished);
        QSignalSpy progress(&program->install(), &InstallFlow::progressed);
        QVERIFY(click(program->window(), QStringLiteral("confirmInstall")));
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), patience);
        program->window().close();
        QVERIFY(program->window().isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QVERIFY(!program->window().isVisible());
        QCOMPARE(program->model().rowCount(), 0);
    }

    void archive_thatIsNoExtension_saysWhatIsWrong()
    {
        test::SavedImage image = savedSample(QStringLiteral("pierhead-desktop-plain:1.0"));
        image.files.remove(QStringLiteral("metadata.json"));
        const QString archive = writeArchive({image});
        const auto program = openReady();
        QVERIFY(program);
        QWidget &window = program->window();
        drop(window, archive);
        QVERIFY(click(window, QStringLiteral("confirmInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Failed, patience);
        const QString message = program->install().error().message;
        QVERIFY2(message.contains(QStringLiteral("metadata.json")), qPrintable(message));
        QVERIFY(click(window, QStringLiteral("copyDetails")));
        QVERIFY(QApplication::clipboard()->text().contains(message));
        picture(window, QStringLiteral("install-failed"));
        QVERIFY(click(window, QStringLiteral("dismissInstall")));
        QVERIFY(visible<QWidget>(window, QStringLiteral("emptyState")));
    }

    void update_thatAsksForMore_isAskedAbout()
    {
        const QString first = QStringLiteral("pierhead-desktop-update:1.0");
        const QString second = QStringLiteral("pierhead-desktop-update:2.0");
        const auto program = openReady();
        QVERIFY(program);
        QWidget &window = program->window();
        drop(window, writeArchive({savedSample(first)}));
        QVERIFY(click(window, QStringLiteral("confirmInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(program->model().rowCount(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);

        const QString archive = writeArchive({sampleWithProgram(second)});
        const auto installed = [&program] {
            return program->model().rows().front().extension.reference;
        };
        for (const bool isAgreed : {false, true}) {
            drop(window, archive);
            QVERIFY(click(window, QStringLiteral("confirmInstall")));
            QTRY_COMPARE_WITH_TIMEOUT(
                program->install().state(), InstallFlow::State::Agreeing, patience);
            const auto *difference = visible<QLabel>(window, QStringLiteral("updateDifference"));
            QVERIFY(difference != nullptr);
            QCOMPARE(difference->text(), QStringLiteral("+  its program tool on this machine"));
            QVERIFY(program->install().isBusy());
            QCOMPARE(installed(), first);
            for (const desktop::Theme::Preference theme :
                 {desktop::Theme::Preference::Dark, desktop::Theme::Preference::Light}) {
                Q_EMIT program->window().themeChosen(theme);
                picture(window,
                        theme == desktop::Theme::Preference::Dark
                            ? QStringLiteral("update-question-dark")
                            : QStringLiteral("update-question"));
            }
            QVERIFY(click(window,
                          isAgreed ? QStringLiteral("confirmUpdate")
                                   : QStringLiteral("declineUpdate")));
            QTRY_COMPARE_WITH_TIMEOUT(
                program->install().state(), InstallFlow::State::Idle, patience);
            QTRY_COMPARE_WITH_TIMEOUT(installed(), isAgreed ? second : first, patience);
        }
        QVERIFY(!visible<QWidget>(window, QStringLiteral("updateQuestion")));
        removeAll(*program);
    }

    void window_closedWhileItIsAskedAbout_endsIt()
    {
        const auto program = openReady();
        QVERIFY(program);
        drop(program->window(),
             writeArchive({savedSample(QStringLiteral("pierhead-desktop-update:1.0"))}));
        QVERIFY(click(program->window(), QStringLiteral("confirmInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(program->model().rowCount(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);
        drop(program->window(),
             writeArchive({sampleWithProgram(QStringLiteral("pierhead-desktop-update:2.0"))}));
        QVERIFY(click(program->window(), QStringLiteral("confirmInstall")));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->install().state(), InstallFlow::State::Agreeing, patience);
        QSignalSpy finished(program.get(), &desktop::Application::finished);
        program->window().close();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(program->install().state(), InstallFlow::State::Idle);
    }

    void folder_withADockerfile_isBuiltAndInstalled()
    {
        const QString folder = home() + QStringLiteral("/pierhead-desktop-folder");
        const auto files = sampleContext("<p>From a folder</p>");
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            const QString path = folder + QLatin1Char('/') + file.key();
            QDir().mkpath(QFileInfo(path).path());
            QFile written(path);
            QVERIFY(written.open(QIODevice::WriteOnly));
            written.write(file.value());
            if (file.value().startsWith("#!")) {
                written.setPermissions(written.permissions() | QFileDevice::ExeOwner
                                       | QFileDevice::ExeGroup | QFileDevice::ExeOther);
            }
        }
        const auto program = openReady();
        QVERIFY(program);
        QWidget &window = program->window();
        drop(window, folder);
        QVERIFY(click(window, QStringLiteral("confirmInstall")));
        QTRY_VERIFY_WITH_TIMEOUT(program->model().rowCount() == 1
                                     || program->install().state() == InstallFlow::State::Failed,
                                 patience);
        QVERIFY2(
            program->install().error().message.isEmpty(),
            qPrintable(program->install().error().message + program->install().error().detail));
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);
        removeAll(*program);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopInstallTest)

#include "tst_desktop_install.moc"

#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <guardedtest.h>
#include <optional>
#include <result.h>

using namespace pierhead;
using bridge::FileDialogOptions;
using test::await;
using test::IdleEngine;
using test::openWindow;
using test::picture;
using test::visible;

/// The file dialogs that pages ask for, in the real window.
class DesktopDialogsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static void write(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
    }

    static QFileDialog *dialog(desktop::Application &program, const char *name)
    {
        return visible<QFileDialog>(program.window(), QString::fromLatin1(name));
    }

    /// Does something once the dialog is there.
    template <typename Action>
    static void whenShown(desktop::Application &program, const char *name, Action action)
    {
        auto *timer = new QTimer(&program);
        QObject::connect(timer, &QTimer::timeout, timer, [&program, name, action, timer] {
            if (QFileDialog *shown = dialog(program, name)) {
                timer->stop(); // it would come again where the action waits
                timer->deleteLater();
                action(*shown);
            }
        });
        timer->start(50);
    }

    /// Clicks the row of that name, once it is there.
    static void clickRow(QTreeView &view, const QString &name, Qt::KeyboardModifiers modifiers)
    {
        QModelIndex row;
        const auto look = [&] {
            for (int place = 0; place < view.model()->rowCount(view.rootIndex()); ++place) {
                const QModelIndex found = view.model()->index(place, 0, view.rootIndex());
                row = found.data().toString() == name ? found : row;
            }
            return row.isValid() && !view.visualRect(row).isEmpty();
        };
        QVERIFY2(test::waitFor(look), qPrintable(name));
        QTest::mouseClick(
            view.viewport(), Qt::LeftButton, modifiers, view.visualRect(row).center());
    }

private Q_SLOTS:

    void open_files_areChosen()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        write(home() + QStringLiteral("/a.png"));
        write(home() + QStringLiteral("/b.png"));
        write(home() + QStringLiteral("/c.txt"));
        FileDialogOptions options;
        options.title = QStringLiteral("Pick <b>pictures</b>");
        options.buttonLabel = QStringLiteral("Take");
        options.defaultPath = home();
        options.filters = {{QStringLiteral("Pictures"), {QStringLiteral("png")}}};
        options.isMultiple = true;
        QStringList shownFilters;
        whenShown(*program, "pageOpenDialog", [&](QFileDialog &shown) {
            picture(shown, QStringLiteral("open-dialog"));
            shownFilters = shown.nameFilters();
            auto *name = shown.findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
            name->setText(QStringLiteral("\"a.png\" \"b.png\""));
            QTest::keyClick(name, Qt::Key_Return);
        });
        const auto chosen = await(program->window().desktop().showOpenDialog(options, {}));
        VERIFY_RESULT(chosen);
        QCOMPARE(
            *chosen,
            (QStringList{home() + QStringLiteral("/a.png"), home() + QStringLiteral("/b.png")}));
        QCOMPARE(shownFilters, QStringList{QStringLiteral("Pictures (*.png)")});
    }

    void open_folder_isChosen()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        QVERIFY(QDir(home()).mkdir(QStringLiteral("folder")));
        FileDialogOptions options;
        options.selectsFolders = true;
        options.defaultPath = home() + QStringLiteral("/folder");
        whenShown(*program, "pageOpenDialog", [](QFileDialog &shown) {
            QCOMPARE(shown.fileMode(), QFileDialog::Directory);
            QTest::keyClick(shown.findChild<QLineEdit *>(QStringLiteral("fileNameEdit")),
                            Qt::Key_Return);
        });
        const auto chosen = await(program->window().desktop().showOpenDialog(options, {}));
        VERIFY_RESULT(chosen);
        QCOMPARE(*chosen, QStringList{home() + QStringLiteral("/folder")});
    }

    void open_severalFolders_areChosen()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        for (const char *name : {"first", "second", "third"}) {
            QVERIFY(QDir(home()).mkdir(QString::fromLatin1(name)));
        }
        FileDialogOptions options;
        options.selectsFolders = true;
        options.isMultiple = true;
        options.defaultPath = home();
        whenShown(*program, "pageOpenDialog", [](QFileDialog &shown) {
            shown.setViewMode(QFileDialog::Detail);
            auto *view = shown.findChild<QTreeView *>(QStringLiteral("treeView"));
            clickRow(*view, QStringLiteral("first"), Qt::NoModifier);
            clickRow(*view, QStringLiteral("third"), Qt::ControlModifier);
            picture(shown, QStringLiteral("open-folders-dialog"));
            auto *buttons = shown.findChild<QDialogButtonBox *>(QStringLiteral("buttonBox"));
            QTest::mouseClick(buttons->button(QDialogButtonBox::Open), Qt::LeftButton);
        });
        const auto chosen = await(program->window().desktop().showOpenDialog(options, {}));
        VERIFY_RESULT(chosen);
        QCOMPARE(
            QSet<QString>(chosen->begin(), chosen->end()),
            (QSet<QString>{home() + QStringLiteral("/first"), home() + QStringLiteral("/third")}));
    }

    void open_left_isNothing()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        whenShown(*program, "pageOpenDialog", [](QFileDialog &shown) { shown.reject(); });
        const auto chosen = await(program->window().desktop().showOpenDialog({}, {}));
        VERIFY_RESULT(chosen);
        QVERIFY(chosen->isEmpty());
    }

    void open_whileTheFormerGoes_isOpened()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        bridge::DesktopPort &desktop = program->window().desktop();
        std::optional<Task<Result<QStringList>>> second;
        whenShown(*program, "pageOpenDialog", [&](QFileDialog &shown) {
            connect(&shown, &QDialog::finished, this, [&] {
                second.emplace(desktop.showOpenDialog({}, {}));
            });
            shown.reject();
        });
        VERIFY_RESULT(await(desktop.showOpenDialog({}, {})));
        QVERIFY(second);
        whenShown(*program, "pageOpenDialog", [](QFileDialog &shown) { shown.reject(); });
        VERIFY_RESULT(await(std::move(*second)));
    }

    void open_whileOneIsOpen_isRefused_andAPageThatGoesClosesIt()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        StopSource stop;
        auto first = program->window().desktop().showOpenDialog({}, stop.get_token());
        QTRY_VERIFY(dialog(*program, "pageOpenDialog"));
        const auto second = await(program->window().desktop().showSaveDialog({}, {}));
        COMPARE_ERROR(second, ErrorCode::Conflict);
        stop.request_stop();
        const auto chosen = await(std::move(first));
        COMPARE_ERROR(chosen, ErrorCode::Cancelled);
        QTRY_VERIFY(!dialog(*program, "pageOpenDialog"));
    }

    void save_name_isGivenAndChanged()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        FileDialogOptions options;
        options.defaultPath = home() + QStringLiteral("/report.csv");
        QString suggested;
        whenShown(*program, "pageSaveDialog", [&](QFileDialog &shown) {
            auto *name = shown.findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
            suggested = name->text();
            name->setText(QStringLiteral("other.csv"));
            QTest::keyClick(name, Qt::Key_Return);
        });
        const auto chosen = await(program->window().desktop().showSaveDialog(options, {}));
        VERIFY_RESULT(chosen);
        QCOMPARE(suggested, QStringLiteral("report.csv"));
        QCOMPARE(*chosen, home() + QStringLiteral("/other.csv"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopDialogsTest)

#include "tst_desktop_dialogs.moc"

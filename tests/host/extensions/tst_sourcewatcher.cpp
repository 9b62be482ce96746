#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/sourcewatcher.h>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <optional>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::writeFile;

namespace {

/// No change is told for as long as this: a burst is over sooner.
constexpr int silence = 1000;

} // namespace

class SourceWatcherTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/source"); }

    void write(const char *path, const QByteArray &content) const
    {
        writeFile(folder() + QLatin1Char('/') + QLatin1String(path), content);
    }

    static QStringList words(const char *line)
    {
        return QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        write("Dockerfile", "FROM scratch\n");
        write("ui/index.html", "one");
        write("dist/made.js", "one");
        write(".git/index", "one");
        write("node_modules/left-pad/index.js", "one");
        write(".dockerignore", "dist\n");
    }

    void cleanup()
    {
        QDir(folder()).removeRecursively();
        GuardedTest::cleanup();
    }

    void change_ofAnyKind_isNamed_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("changes");
        const auto row = [](const char *name, const char *script, const char *changes) {
            QTest::newRow(name) << QString::fromLatin1(script) << QString::fromLatin1(changes);
        };
        row("written", "echo two >ui/index.html", "ui/index.html");
        row("appended", "echo two >>ui/index.html", "ui/index.html");
        row("replaced", "echo two >ui/new; mv ui/new ui/index.html", "ui/index.html");
        row("made", "echo two >ui/new", "ui/new");
        row("deleted", "rm ui/index.html", "ui/index.html");
        row("made executable", "chmod +x ui/index.html", "ui/index.html");
        row("folder", "mkdir -p a/b; echo >a/b/c", "a a/b a/b/c");
        row("link", "ln -s index.html ui/link", "ui/link");
        row("rules", "echo x >.dockerignore", ".dockerignore dist dist/made.js");
        row("burst",
            "for i in 1 2 3 4 5; do echo $i >ui/$i; sleep 0.05; done",
            "ui/1 ui/2 ui/3 ui/4 ui/5");
    }

    void change_ofAnyKind_isNamed()
    {
        QFETCH(const QString, script);
        QFETCH(const QString, changes);
        SourceWatcher watcher(folder());
        VERIFY_RESULT(watcher.start());
        QProcess shell;
        shell.setWorkingDirectory(folder());
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), script});
        const auto told = await(watcher.next({}));
        QTRY_COMPARE(shell.state(), QProcess::NotRunning);
        VERIFY_RESULT(told);
        QCOMPARE(told->join(QLatin1Char(' ')), changes);
    }

    void changes_oneAfterTheOther_areToldEach()
    {
        SourceWatcher watcher(folder());
        VERIFY_RESULT(watcher.start());
        write("a/b/c", "one");
        QCOMPARE(await(watcher.next({})).value_or(QStringList()), words("a a/b a/b/c"));
        // In the new folder, and of a file that was exchanged.
        write("a/b/c", "another");
        QCOMPARE(await(watcher.next({})).value_or(QStringList()), words("a/b/c"));
        QVERIFY(QFile::remove(folder() + QStringLiteral("/a/b/c")));
        write("a/b/c", "a third");
        QCOMPARE(await(watcher.next({})).value_or(QStringList()), words("a/b/c"));
        write("a/b/c", "the fourth");
        QCOMPARE(await(watcher.next({})).value_or(QStringList()), words("a/b/c"));
    }

    void change_whileNobodyWaits_isToldLater()
    {
        SourceWatcher watcher(folder());
        VERIFY_RESULT(watcher.start());
        write("ui/index.html", "another");
        QTest::qWait(silence);
        QCOMPARE(await(watcher.next({})).value_or(QStringList()), words("ui/index.html"));
    }

    void change_thatIsNotOfTheBuild_isNotTold_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"dist/made.js",
                                 "dist/new/file",
                                 ".git/index",
                                 "node_modules/left-pad/index.js",
                                 "ui/.index.html.swp",
                                 "ui/index.html~"}) {
            QTest::newRow(path) << QString::fromLatin1(path);
        }
    }

    void change_thatIsNotOfTheBuild_isNotTold()
    {
        QFETCH(const QString, path);
        SourceWatcher watcher(folder());
        VERIFY_RESULT(watcher.start());
        StopSource stop;
        std::optional<Result<QStringList>> told;
        QCoro::connect(watcher.next(stop.get_token()),
                       &watcher,
                       [&told](const Result<QStringList> &changes) { told = changes; });
        writeFile(folder() + QLatin1Char('/') + path, "two");
        QTest::qWait(silence);
        QVERIFY(!told);
        stop.request_stop();
        QTRY_VERIFY(told);
        COMPARE_ERROR(*told, ErrorCode::Cancelled);
    }

    void folder_withMoreThanCanBeWatched_saysWhatToDo()
    {
        constexpr qsizetype few = 4;
        SourceWatcher watcher(folder(), few);
        const auto started = watcher.start();
        COMPARE_ERROR(started, ErrorCode::InvalidArgument);
        QVERIFY2(started.error().message.contains(QStringLiteral("more than 4 files and folders")),
                 qPrintable(started.error().message));
        QVERIFY(started.error().message.contains(QStringLiteral(".dockerignore")));
    }

    void folder_thatGoes_isAnError()
    {
        SourceWatcher watcher(folder());
        VERIFY_RESULT(watcher.start());
        QVERIFY(QDir(folder()).removeRecursively());
        COMPARE_ERROR(await(watcher.next({})), ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(SourceWatcherTest)

#include "tst_sourcewatcher.moc"

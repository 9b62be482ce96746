#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/archive/entrypath.h>

#include <QTest>

namespace pierhead::archive {

class EntryPathTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void entryPath_name_isCleanedOrRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("path"); // null: refused
        const auto row = [](const char *title, const QByteArray &name, const QString &path) {
            QTest::newRow(title) << name << path;
        };
        row("plain", "a/b", QStringLiteral("a/b"));
        row("folder", "a/", QStringLiteral("a"));
        row("dot", "./a/./b", QStringLiteral("a/b"));
        row("root", "./", QStringLiteral(""));
        row("double slash", "a//b", QStringLiteral("a/b"));
        row("dots in a name", "..a/b..", QStringLiteral("..a/b.."));
        row("newline", "a\nb", QStringLiteral("a\nb"));
        row("UTF-8", "\xc3\xbc", QStringLiteral("ü"));
        row("longest", QByteArray(255, 'a'), QString(255, QLatin1Char('a')));
        row("absolute", "/a", {});
        row("double absolute", "//a", {});
        row("dots", "..", {});
        row("dots first", "../a", {});
        row("dots inside", "a/../b", {});
        row("dots behind a dot", "./../a", {});
        row("dots last", "a/..", {});
        row("not UTF-8", "a\xff", {});
        row("overlong dot", "\xc0\xae\xc0\xae/a", {});
        row("too long a name", QByteArray(256, 'a'), {});
        row("too long a path", QByteArray("a/").repeated(513), {});
    }

    void entryPath_name_isCleanedOrRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, path);
        const Result<QString> result = entryPath(name);
        if (path.isNull()) {
            COMPARE_ERROR(result, ErrorCode::InvalidImage);
        } else {
            VERIFY_RESULT(result);
            QCOMPARE(*result, path);
        }
    }

    void linkedPath_target_isResolvedOrRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("linked");
        const auto row = [](const char *path, const char *target, const QString &linked) {
            QTest::addRow("%s to %s", path, target)
                << QString::fromLatin1(path) << QByteArray(target) << linked;
        };
        row("a", "b", QStringLiteral("b"));
        row("a/b", "c", QStringLiteral("a/c"));
        row("a/b", "../c", QStringLiteral("c"));
        row("a/b", "..", QStringLiteral(""));
        row("a/b/c", "../../d/../e", QStringLiteral("e"));
        row("a/b", "/c", QStringLiteral("c"));
        row("a/b", "/", QStringLiteral(""));
        row("a", "./b", QStringLiteral("b"));
        row("a", "..", {});
        row("a/b", "../../c", {});
        row("a/b", "/../c", {});
        row("a/b", "c/../../../d", {});
        row("a", "", {});
        row("a", "\xff", {});
    }

    void linkedPath_target_isResolvedOrRefused()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, target);
        QFETCH(QString, linked);
        const Result<QString> result = linkedPath(path, target);
        if (linked.isNull()) {
            COMPARE_ERROR(result, ErrorCode::InvalidImage);
        } else {
            VERIFY_RESULT(result);
            QCOMPARE(*result, linked);
        }
    }

    void relativeTarget_anyPair_goesUpThenDown()
    {
        const auto target = [](const char *path, const char *linked) {
            return relativeTarget(QString::fromLatin1(path), QString::fromLatin1(linked));
        };
        QCOMPARE(target("a", "b"), QStringLiteral("b"));
        QCOMPARE(target("a/b", "a/c"), QStringLiteral("c"));
        QCOMPARE(target("a/b/c", "a/d/e"), QStringLiteral("../d/e"));
        QCOMPARE(target("a/b", ""), QStringLiteral(".."));
        QCOMPARE(target("a", ""), QStringLiteral("."));
        QCOMPARE(target("a/b", "a"), QStringLiteral("."));
    }

    void shown_oddName_isHarmless()
    {
        QCOMPARE(shown("a\nb\x1b"), QStringLiteral("a\\u000ab\\u001b"));
        QVERIFY(shown(QByteArray(5000, 'a')).size() < 200);
    }
};

PIERHEAD_TEST(EntryPathTest)

} // namespace pierhead::archive

#include "tst_entrypath.moc"

#include "guardedtest.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace pierhead::test {

/// The program is killed at each of its fault points by a test: a new point needs a row.
class FaultPointsTest final : public GuardedTest
{
    Q_OBJECT

private:
    static QString sourceFile(const QString &path)
    {
        return QStringLiteral(PIERHEAD_SOURCE_FOLDER "/") + path;
    }

    static QSet<QString> matches(const QString &pattern, const QString &text)
    {
        QSet<QString> found;
        auto next = QRegularExpression(pattern).globalMatch(text);
        while (next.hasNext()) {
            found.insert(next.next().captured(1));
        }
        return found;
    }

    /// The names in the sources. Those of an image's parts are made as the program runs.
    static QSet<QString> points()
    {
        QSet<QString> found;
        QDirIterator sources(sourceFile(QStringLiteral("host")),
                             {QStringLiteral("*.cpp")},
                             QDir::Files,
                             QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            const QString text = QString::fromUtf8(readFile(sources.next()));
            found += matches(QStringLiteral("faultPoint\\(\"([^\"]+)\"\\)"), text);
        }
        return found;
    }

    /// What the tests of a killed program name: the first column of a row, or an argument.
    static QSet<QString> rows()
    {
        const QString text = QString::fromUtf8(
            readFile(sourceFile(QStringLiteral("tests/cli/tst_killedinstall.cpp"))));
        return matches(QStringLiteral("\\{\"([^\"]+)\", (?:true|false)\\}"), text)
            + matches(QStringLiteral("signalAt\\(\\s*QStringLiteral\\(\"([^\"]+)\"\\)"), text);
    }

    static QString listOf(const QSet<QString> &names)
    {
        QStringList list(names.begin(), names.end());
        list.sort();
        return list.join(QLatin1Char(' '));
    }

private Q_SLOTS:

    void points_eachHasARow()
    {
        const QSet<QString> known = points();
        QVERIFY2(known.contains(QStringLiteral("recorded")), qPrintable(listOf(known)));
        QCOMPARE(listOf(known - rows()), QString());
    }

    /// A point that has another name now would never kill.
    void rows_eachHasAPoint()
    {
        QSet<QString> wanted = rows();
        wanted.removeIf([](const QString &name) { return name.startsWith(QLatin1Char('/')); });
        QVERIFY(!wanted.isEmpty());
        QCOMPARE(listOf(wanted - points()), QString());
    }
};

PIERHEAD_TEST(FaultPointsTest)

} // namespace pierhead::test

#include "tst_faultpoints.moc"

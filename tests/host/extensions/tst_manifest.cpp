#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/extensions/manifest.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

namespace pierhead::extensions {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString corpus(const QString &name)
{
    return QStringLiteral(PIERHEAD_TEST_DATA "/metadata/") + name;
}

Result<Manifest> parseFile(const char *name)
{
    return Manifest::parse(contents(corpus(QString::fromLatin1(name) + QStringLiteral(".json"))));
}

/// One line a fault, in any order.
QStringList summary(const std::vector<Fault> &faults)
{
    QStringList lines;
    for (const Fault &fault : faults) {
        const bool isError = fault.severity == Fault::Severity::Error;
        lines.append((isError ? QStringLiteral("error ") : QStringLiteral("warning "))
                     + fault.where);
    }
    lines.sort();
    return lines;
}

} // namespace

class ManifestTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void manifestFaults_corpus_areThoseExpected_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList files = QDir(corpus({})).entryList({QStringLiteral("*.json")});
        QVERIFY(files.size() > 50);
        for (const QString &file : files) {
            QTest::newRow(qPrintable(file)) << file.chopped(5);
        }
    }

    void manifestFaults_corpus_areThoseExpected()
    {
        QFETCH(QString, name);
        const QByteArray text = contents(corpus(name + QStringLiteral(".json")));
        QStringList expected = QString::fromUtf8(contents(corpus(name + QStringLiteral(".faults"))))
                                   .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        expected.sort();
        const std::vector<Fault> faults = manifestFaults(text);
        QCOMPARE(summary(faults), expected);
        for (const Fault &fault : faults) {
            QVERIFY(!fault.what.isEmpty());
        }

        // Installing is stopped by errors, and by nothing else.
        const bool isBroken = name.startsWith(QStringLiteral("bad-"));
        QCOMPARE(!expected.filter(QStringLiteral("error ")).isEmpty(), isBroken);
        const Result<Manifest> manifest = Manifest::parse(text);
        if (isBroken) {
            COMPARE_ERROR(manifest, ErrorCode::InvalidManifest);
            QCOMPARE(manifest.error().detail.split(QLatin1Char('\n')).size(),
                     expected.filter(QStringLiteral("error ")).size());
        } else {
            VERIFY_RESULT(manifest);
        }
    }

    void parse_tutorial_isReadWhole()
    {
        const Result<Manifest> manifest = parseFile("tutorial-backend");
        VERIFY_RESULT(manifest);
        QVERIFY(manifest->tab.has_value());
        QCOMPARE(manifest->tab->title, QStringLiteral("Hello Backend Extension"));
        QCOMPARE(manifest->tab->root, QStringLiteral("ui"));
        QCOMPARE(manifest->tab->src, QStringLiteral("index.html"));
        QVERIFY(manifest->tab->backendSocket.isEmpty());
        QVERIFY(manifest->backend.has_value());
        QCOMPARE(manifest->backend->image, QStringLiteral("${DESKTOP_PLUGIN_IMAGE}"));
        QVERIFY(manifest->backend->composeFile.isEmpty());
        QVERIFY(manifest->icon.isEmpty());
        QVERIFY(manifest->hostBinaries.isEmpty());
    }

    void parse_leadingSlashes_areTakenOff()
    {
        const Result<Manifest> manifest = parseFile("compose");
        VERIFY_RESULT(manifest);
        QCOMPARE(manifest->icon, QStringLiteral("icons/a.png"));
        QCOMPARE(manifest->tab->root, QStringLiteral("ui"));
        QCOMPARE(manifest->tab->src, QStringLiteral("index.html"));
        QCOMPARE(manifest->tab->backendSocket, QStringLiteral("backend.sock"));
        QCOMPARE(manifest->backend->composeFile, QStringLiteral("compose/compose.yaml"));
        QCOMPARE(manifest->backend->exposedSocket, QStringLiteral("backend.sock"));
    }

    void parse_hostBinaries_areThoseOfThisSystem()
    {
        const Result<Manifest> all = parseFile("host-binaries");
        VERIFY_RESULT(all);
        QCOMPARE(all->hostBinaries,
                 (QStringList{QStringLiteral("linux/tool"), QStringLiteral("linux/other.sh")}));
        const Result<Manifest> none = parseFile("host-without-linux");
        VERIFY_RESULT(none);
        QVERIFY(none->hostBinaries.isEmpty());
        const Result<Manifest> grouped = parseFile("binaries-in-groups");
        VERIFY_RESULT(grouped);
        QCOMPARE(grouped->hostBinaries, (QStringList{QStringLiteral("a"), QStringLiteral("b/c")}));
    }

    void parse_nothingInIt_isEmpty()
    {
        for (const char *name : {"nothing", "nulls", "empty-title"}) {
            const Result<Manifest> manifest = parseFile(name);
            VERIFY_RESULT(manifest);
            QVERIFY(!manifest->tab);
            QVERIFY(!manifest->backend);
            QVERIFY(manifest->hostBinaries.isEmpty());
        }
    }

    void parse_emptyVm_hasNoBackend()
    {
        const Result<Manifest> manifest = parseFile("empty-vm");
        VERIFY_RESULT(manifest);
        QVERIFY(!manifest->backend);
        QVERIFY(manifest->tab.has_value());
    }

    void parse_imageAndComposeFile_composeWins()
    {
        const Result<Manifest> manifest = parseFile("both-image-and-compose");
        VERIFY_RESULT(manifest);
        QCOMPARE(manifest->backend->composeFile, QStringLiteral("compose.yaml"));
        QVERIFY(manifest->backend->image.isEmpty());
    }

    void parse_socketWithoutVm_isIgnored()
    {
        const Result<Manifest> manifest = parseFile("socket-without-vm");
        VERIFY_RESULT(manifest);
        QVERIFY(manifest->tab->backendSocket.isEmpty());
    }

    void parse_errors_areAllInTheDetail()
    {
        const Result<Manifest> manifest = parseFile("bad-many");
        COMPARE_ERROR(manifest, ErrorCode::InvalidManifest);
        QVERIFY(manifest.error().message.contains(QStringLiteral("/icon: ")));
        QVERIFY(manifest.error().detail.contains(QStringLiteral("/ui/dashboard-tab/root: ")));
        QVERIFY(manifest.error().detail.contains(QStringLiteral("/ui/dashboard-tab/src: ")));
        QVERIFY(!manifest.error().detail.contains(QStringLiteral("/name")));
    }

    void manifestFaults_wrongType_saysWhatIsExpected()
    {
        const std::vector<Fault> faults = manifestFaults(R"({"icon": 3})");
        QCOMPARE(faults.size(), 1U);
        QVERIFY(faults.front().toString().startsWith(QStringLiteral("/icon: expected a string")));
    }

    void parse_everyPrefix_isAnError()
    {
        for (const char *name : {"compose", "host-binaries", "non-ascii"}) {
            const QByteArray whole =
                contents(corpus(QString::fromLatin1(name) + QStringLiteral(".json"))).trimmed();
            QVERIFY(whole.size() > 100);
            for (qsizetype length = 0; length < whole.size(); ++length) {
                COMPARE_ERROR(Manifest::parse(whole.left(length)), ErrorCode::InvalidManifest);
            }
        }
    }

    void parse_everyByteChanged_isAnErrorOrAManifest()
    {
        const QByteArray whole = contents(corpus(QStringLiteral("compose.json")));
        int broken = 0;
        for (qsizetype index = 0; index < whole.size(); ++index) {
            for (const char byte : {'\0', '"', '{', '.'}) {
                QByteArray changed = whole;
                changed[index] = byte;
                const Result<Manifest> manifest = Manifest::parse(changed);
                broken += manifest ? 0 : 1;
                if (manifest && manifest->tab) {
                    QVERIFY(!manifest->tab->root.contains(QStringLiteral("..")));
                }
            }
        }
        QVERIFY(broken > whole.size());
    }

    void parse_tooLarge_isAnError()
    {
        const QByteArray text = "{\"icon\": \"" + QByteArray(1024 * 1024, 'a') + "\"}";
        COMPARE_ERROR(Manifest::parse(text), ErrorCode::InvalidManifest);
    }

    void parse_deepNesting_isAnError()
    {
        const QByteArray open(500'000, '[');
        COMPARE_ERROR(Manifest::parse(open), ErrorCode::InvalidManifest);
        COMPARE_ERROR(Manifest::parse(open + QByteArray(500'000, ']')), ErrorCode::InvalidManifest);
        const QByteArray objects = QByteArray("{\"ui\":").repeated(100'000);
        COMPARE_ERROR(Manifest::parse(objects), ErrorCode::InvalidManifest);
        COMPARE_ERROR(Manifest::parse(objects + "1" + QByteArray(100'000, '}')),
                      ErrorCode::InvalidManifest);
    }
};

PIERHEAD_TEST(ManifestTest)

} // namespace pierhead::extensions

#include "tst_manifest.moc"

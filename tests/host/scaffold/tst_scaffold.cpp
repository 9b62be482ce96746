#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/base/json.h>
#include <host/extensions/manifest.h>
#include <host/scaffold/placeholders.h>
#include <host/scaffold/scaffold.h>

#include <QDir>
#include <QDirIterator>

using namespace pierhead;
using scaffold::Answers;

/// The files that an extension begins with.
class ScaffoldTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/made"); }

    [[nodiscard]] QByteArray written(const QString &path) const
    {
        return test::readFile(folder() + QLatin1Char('/') + path);
    }

    static Answers plainAnswers()
    {
        return {.title = QStringLiteral("Made"),
                .description = QStringLiteral("Does something."),
                .vendor = QStringLiteral("Somebody"),
                .image = QStringLiteral("org/made:0.1.0")};
    }

private Q_SLOTS:

    void placeholder_inItsPlace_isText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("as it is") << "<{{value}}>"
                                  << R"(<a "b" \c $d <e>&>)";
        QTest::newRow("JSON") << R"({"a": "{{value:json}}"})"
                              << "{\"a\": \"a \\\"b\\\" \\\\c $d <e>&\"}";
        QTest::newRow("label") << R"(LABEL a="{{value:label}}")"
                               << "LABEL a=\"a \\\"b\\\" \\\\c \\$d <e>&\"";
        QTest::newRow("HTML") << "<p>{{value:html}}</p>"
                              << R"(<p>a &quot;b&quot; \c $d &lt;e&gt;&amp;</p>)";
        QTest::newRow("unknown") << "{{other}} {{ value }} {{value:other}} style={{ a: 1 }}"
                                 << "{{other}} {{ value }} {{value:other}} style={{ a: 1 }}";
        QTest::newRow("twice") << "{{name}}{{name}}"
                               << "{{value}}{{value}}";
    }

    void placeholder_inItsPlace_isText()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(
            scaffold::withValues(text,
                                 {{QStringLiteral("value"), QStringLiteral(R"(a "b" \c $d <e>&)")},
                                  // What a value brings is not looked through again.
                                  {QStringLiteral("name"), QStringLiteral("{{value}}")}}),
            expected);
    }

    void answers_bad_areRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("title with the word") << "title"
                                             << "My Extension";
        QTest::newRow("empty title") << "title"
                                     << "  ";
        QTest::newRow("no vendor") << "vendor"
                                   << "";
        QTest::newRow("control character") << "description"
                                           << "a\x1b[2Jb";
        QTest::newRow("long") << "description" << QString(500, QLatin1Char('x'));
        QTest::newRow("image in upper case") << "image"
                                             << "Org/Made";
        QTest::newRow("image with a digest")
            << "image" << QStringLiteral("made@sha256:") + QString(64, QLatin1Char('a'));
    }

    void answers_bad_areRefused()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, text);
        Answers answers = plainAnswers();
        const QMap<QString, QString *> fields{{QStringLiteral("title"), &answers.title},
                                              {QStringLiteral("description"), &answers.description},
                                              {QStringLiteral("vendor"), &answers.vendor},
                                              {QStringLiteral("image"), &answers.image}};
        VERIFY_RESULT(scaffold::checkedAnswers(answers));
        *fields.value(field) = text;
        COMPARE_ERROR(scaffold::checkedAnswers(answers), ErrorCode::InvalidArgument);
    }

    void defaults_ofAnyFolder_areGoodAnswers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("image");
        QTest::newRow("plain") << "disk-usage"
                               << "Disk Usage"
                               << "disk-usage:0.1.0";
        QTest::newRow("with the word") << "My_Extension"
                                       << "My"
                                       << "my-extension:0.1.0";
        QTest::newRow("only the word") << "extension"
                                       << "Hello"
                                       << "extension:0.1.0";
        QTest::newRow("other letters") << QStringLiteral("äöü") << "Hello"
                                       << "hello:0.1.0";
    }

    void defaults_ofAnyFolder_areGoodAnswers()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, title);
        QFETCH(const QString, image);
        const Answers answers = Answers::defaultsFor(home() + QLatin1Char('/') + name);
        VERIFY_RESULT(scaffold::checkedAnswers(answers));
        QCOMPARE(answers.title, title);
        QCOMPARE(answers.image, image);
    }

    void template_each_isFilled_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : scaffold::templateNames()) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }

    void template_each_isFilled()
    {
        QFETCH(const QString, name);
        Answers answers = plainAnswers();
        answers.title = QStringLiteral(R"(A "b" \ <c> $d)");
        VERIFY_RESULT(scaffold::writeExtension(name, answers, folder()));
        QVERIFY(extensions::manifestFaults(written(QStringLiteral("metadata.json"))).empty());
        const auto manifest = extensions::Manifest::parse(written(QStringLiteral("metadata.json")));
        VERIFY_RESULT(manifest);
        QVERIFY(manifest->tab);
        QCOMPARE(manifest->tab->title, answers.title);
        QVERIFY(written(QStringLiteral("Dockerfile"))
                    .contains("image.title=\"A \\\"b\\\" \\\\ <c> \\$d\""));
        QVERIFY(written(QStringLiteral("README.md")).contains("&lt;c&gt;"));
        QVERIFY(written(QStringLiteral("Makefile")).contains("IMAGE ?= org/made\nTAG ?= 0.1.0\n"));

        QDirIterator files(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QByteArray content = test::readFile(path);
            QVERIFY2(!content.isEmpty(), qPrintable(path));
            for (const char *no : {"{{title", "{{image", "{{labels", "{{name", "registry."}) {
                QVERIFY2(!content.contains(no), qPrintable(path));
            }
            QCOMPARE(QFileInfo(path).isExecutable(), content.startsWith("#!"));
        }
    }

    void template_react_hasTheToolsOfTheSample()
    {
        VERIFY_RESULT(scaffold::writeExtension(QStringLiteral("react"), plainAnswers(), folder()));
        const QString sample = QStringLiteral(PIERHEAD_SAMPLE "/client/");
        for (const QString &path : {QStringLiteral(".npmrc"),
                                    QStringLiteral("tsconfig.json"),
                                    QStringLiteral("vite.config.ts"),
                                    QStringLiteral("src/main.tsx")}) {
            QCOMPARE(written(QStringLiteral("client/") + path), test::readFile(sample + path));
        }
        const auto own = json::parse(written(QStringLiteral("client/package.json")));
        const auto known = json::parse(test::readFile(sample + QStringLiteral("package.json")));
        VERIFY_RESULT(own);
        VERIFY_RESULT(known);
        QCOMPARE(own->at("name").get<QString>(), QStringLiteral("made-client"));
        for (const char *key : {"dependencies", "devDependencies", "scripts"}) {
            QCOMPARE(json::serialize(own->at(key)), json::serialize(known->at(key)));
        }
    }

    void folder_thatIsNotEmpty_staysAsItIs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("file") << "notes";
        QTest::newRow("hidden file") << ".git";
    }

    void folder_thatIsNotEmpty_staysAsItIs()
    {
        QFETCH(const QString, file);
        QVERIFY(QDir().mkpath(folder()));
        test::writeFile(folder() + QLatin1Char('/') + file, "mine");
        COMPARE_ERROR(scaffold::writeExtension(QStringLiteral("html"), plainAnswers(), folder()),
                      ErrorCode::Conflict);
        QCOMPARE(QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{file});
    }

    void folder_thatIsAFile_staysAsItIs()
    {
        test::writeFile(folder(), "mine");
        COMPARE_ERROR(scaffold::writeExtension(QStringLiteral("html"), plainAnswers(), folder()),
                      ErrorCode::Conflict);
        QCOMPARE(test::readFile(folder()), "mine");
    }

    void folder_belowAFile_isAnErrorAndNothingIsLeft()
    {
        test::writeFile(folder(), "mine");
        COMPARE_ERROR(scaffold::writeExtension(QStringLiteral("html"),
                                               plainAnswers(),
                                               folder() + QStringLiteral("/deeper")),
                      ErrorCode::Io);
        QCOMPARE(test::readFile(folder()), "mine");
    }

    void template_unknown_isRefused()
    {
        COMPARE_ERROR(scaffold::writeExtension(QStringLiteral("none"), plainAnswers(), folder()),
                      ErrorCode::InvalidArgument);
        QVERIFY(!QFileInfo::exists(folder()));
    }
};

PIERHEAD_TEST(ScaffoldTest)

#include "tst_scaffold.moc"

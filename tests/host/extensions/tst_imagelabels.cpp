#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/extensions/imagelabels.h>

#include <QTest>

#include <algorithm>

namespace pierhead::extensions {

namespace {

const QString title = QStringLiteral("org.opencontainers.image.title");
const QString apiVersion = QStringLiteral("com.docker.desktop.extension.api.version");
const QString screenshots = QStringLiteral("com.docker.extension.screenshots");

/// What a first extension has, and no more.
engine::Labels minimalLabels()
{
    return {{title, QStringLiteral("HelloBackend")},
            {QStringLiteral("org.opencontainers.image.description"), QStringLiteral("A sample.")},
            {QStringLiteral("org.opencontainers.image.vendor"), QStringLiteral("Docker Inc.")},
            {apiVersion, QStringLiteral("1.0.0-beta.1")}};
}

/// What a marketplace's page would show as well.
engine::Labels completeLabels()
{
    engine::Labels labels = minimalLabels();
    const auto add = [&labels](const char *name, const char *value) {
        labels.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    };
    add("com.docker.desktop.extension.icon", "https://example.com/icon.svg");
    add("com.docker.extension.screenshots",
        R"([{"alt": "its page", "url": "https://example.com/a.png"}])");
    add("com.docker.extension.detailed-description", "<h1>More</h1>");
    add("com.docker.extension.publisher-url", "https://example.com");
    add("com.docker.extension.additional-urls",
        R"([{"title": "Support", "url": "https://example.com/support"}])");
    add("com.docker.extension.changelog", "<p>New</p>");
    add("com.docker.extension.categories", "database, networking");
    return labels;
}

qsizetype errorsIn(const std::vector<Fault> &faults)
{
    return std::count_if(faults.cbegin(), faults.cend(), [](const Fault &fault) {
        return fault.severity == Fault::Severity::Error;
    });
}

} // namespace

class ImageLabelsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void name_title_isKebabCase_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *text, const char *name) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(name);
        };
        row("HelloBackend", "hello-backend");
        row("helloBackend", "hello-backend");
        row("hello-backend", "hello-backend");
        row("Hello Backend", "hello-backend");
        row("Hello  --  Backend", "hello-backend");
        row("  Hello_Backend! ", "hello-backend");
        row("HTTPServer", "http-server");
        row("MyHTTP", "my-http");
        row("MyHTTPServerUI", "my-http-server-ui");
        row("UI", "ui");
        row("A", "a");
        row("ABTest", "ab-test");
        row("Base64Tool", "base64-tool");
        row("K8s", "k8s");
        row("Disk usage", "disk-usage");
        row("Logs 2.0", "logs-2-0");
        row("ÜberTool", "über-tool");
        row("éÉcole", "é-école");
        row("日本語 ツール", "日本語-ツール");
        row("Привет Мир", "привет-мир");
        row("\xF0\x90\x90\x80\xF0\x90\x90\xA8", "\xF0\x90\x90\xA8\xF0\x90\x90\xA8");
        row("rocket \xF0\x9F\x9A\x80 Launch", "rocket-launch");
        row("../../etc", "etc");
        row("-f", "f");
        row("***", "");
        row("", "");
    }

    void name_title_isKebabCase()
    {
        QFETCH(QString, text);
        ImageLabels labels;
        labels.title = text;
        QTEST(labels.name(), "name");
    }

    void from_allLabels_fillsTheStruct()
    {
        const ImageLabels labels = ImageLabels::from(completeLabels());
        QCOMPARE(labels.title, QStringLiteral("HelloBackend"));
        QCOMPARE(labels.description, QStringLiteral("A sample."));
        QCOMPARE(labels.vendor, QStringLiteral("Docker Inc."));
        QCOMPARE(labels.apiVersion, QStringLiteral("1.0.0-beta.1"));
        QCOMPARE(labels.icon, QStringLiteral("https://example.com/icon.svg"));
        QCOMPARE(labels.detailedDescription, QStringLiteral("<h1>More</h1>"));
        QCOMPARE(labels.publisherUrl, QStringLiteral("https://example.com"));
        QCOMPARE(labels.changelog, QStringLiteral("<p>New</p>"));
    }

    void from_controlCharacters_areDropped()
    {
        const ImageLabels labels =
            ImageLabels::from({{title, QStringLiteral(" a\x1b[31m\r\nb\u202E\u0007 ")},
                               {QStringLiteral("com.docker.extension.changelog"),
                                QStringLiteral("a\n\x1b"
                                               "b")}});
        QCOMPARE(labels.title, QStringLiteral("a[31m b"));
        QCOMPARE(labels.changelog, QStringLiteral("a\nb"));
    }

    void labelFaults_completeLabels_areNone()
    {
        engine::Labels labels = completeLabels();
        labels.insert(apiVersion, QStringLiteral(">= 0.3.4"));
        const std::vector<Fault> faults = labelFaults(labels);
        QVERIFY2(faults.empty(), faults.empty() ? "" : qPrintable(faults.front().toString()));
    }

    void labelFaults_minimalLabels_areWarningsAlone()
    {
        const std::vector<Fault> faults = labelFaults(minimalLabels());
        QCOMPARE(errorsIn(faults), 0);
        QCOMPARE(faults.size(), 7U);
    }

    void labelFaults_emptyMarketplaceLabels_areWarningsAlone()
    {
        engine::Labels labels = completeLabels();
        for (auto label = labels.begin(); label != labels.end(); ++label) {
            if (label.key().startsWith(QStringLiteral("com.docker")) && label.key() != apiVersion) {
                *label = QString();
            }
        }
        const std::vector<Fault> faults = labelFaults(labels);
        QCOMPARE(errorsIn(faults), 0);
        QCOMPARE(faults.size(), 7U);
    }

    void labelFaults_noLabels_namesEveryMandatoryOne()
    {
        const std::vector<Fault> faults = labelFaults({});
        QCOMPARE(errorsIn(faults), 4);
        QCOMPARE(faults.front().where, title);
        QVERIFY(faults.front().what.contains(QStringLiteral("mandatory")));
        QVERIFY(faults.front().what.contains(QStringLiteral("missing")));
    }

    void labelFaults_blankMandatoryLabel_isAnError()
    {
        engine::Labels labels = minimalLabels();
        labels.insert(title, QStringLiteral("  "));
        QCOMPARE(errorsIn(labelFaults(labels)), 1);
    }

    void labelFaults_oneWrongLabel_isReported_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("errors");
        QTest::addColumn<QString>("mentions");
        const auto row = [](const char *name,
                            const char *label,
                            const char *value,
                            int errors,
                            const char *mentions) {
            QTest::newRow(name) << QString::fromLatin1(label) << QString::fromUtf8(value) << errors
                                << QString::fromLatin1(mentions);
        };
        row("title", "org.opencontainers.image.title", "My ExTension", 1, "extension");
        row("version", "com.docker.desktop.extension.api.version", "newest", 0, ">= 0.3.4");
        row("icon", "com.docker.desktop.extension.icon", "icon.svg", 1, "http");
        row("icon script", "com.docker.desktop.extension.icon", "javascript:alert(1)", 1, "http");
        row("icon file", "com.docker.desktop.extension.icon", "file:///etc/passwd", 1, "http");
        row("publisher", "com.docker.extension.publisher-url", "https://", 1, "http");
        row("no JSON", "com.docker.extension.screenshots", "https://a.example", 1, "array");
        row("no array", "com.docker.extension.screenshots", R"({"alt":"a","url":"b"})", 1, "array");
        row("no object", "com.docker.extension.screenshots", R"(["a"])", 1, "/0");
        row("no alt",
            "com.docker.extension.screenshots",
            R"([{"url":"https://a.example"}])",
            1,
            "alt");
        row("number",
            "com.docker.extension.screenshots",
            R"([{"alt":1,"url":"https://a.b"}])",
            1,
            "/0");
        row("second url",
            "com.docker.extension.screenshots",
            R"([{"alt":"","url":"https://a.b"},{"alt":"","url":"ftp://a.b"}])",
            1,
            "/1/url");
        row("links",
            "com.docker.extension.additional-urls",
            R"([{"alt":"a","url":"b"}])",
            1,
            "title");
        row("category", "com.docker.extension.categories", "database,games", 0, "games");
        row("account", "com.docker.extension.account-info", "yes", 1, "required");
    }

    void labelFaults_oneWrongLabel_isReported()
    {
        QFETCH(QString, label);
        QFETCH(QString, value);
        QFETCH(int, errors);
        QFETCH(QString, mentions);
        engine::Labels labels = completeLabels();
        labels.insert(label, value);
        labels.insert(label == apiVersion ? QString() : apiVersion, QStringLiteral("0.3.4"));
        const std::vector<Fault> faults = labelFaults(labels);
        QCOMPARE(faults.size(), 1U);
        QCOMPARE(errorsIn(faults), errors);
        QCOMPARE(faults.front().where, label);
        QVERIFY2(faults.front().what.contains(mentions), qPrintable(faults.front().toString()));
    }

    void labelFaults_everyPrefixOfAList_isAnError()
    {
        const QString whole = completeLabels().value(screenshots);
        for (qsizetype length = 1; length < whole.size(); ++length) {
            engine::Labels labels = minimalLabels();
            labels.insert(screenshots, whole.left(length));
            QCOMPARE(errorsIn(labelFaults(labels)), 1);
        }
    }
};

PIERHEAD_TEST(ImageLabelsTest)

} // namespace pierhead::extensions

#include "tst_imagelabels.moc"

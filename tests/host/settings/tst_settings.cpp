#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/settings/settings.h>

#include <QFileInfo>
#include <QLockFile>

namespace pierhead::settings {

using test::readFile;
using test::writeFile;

class SettingsTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static Settings settings() { return Settings(Paths::fromEnvironment()); }

    static void change(const std::function<void(SettingValues &)> &change)
    {
        VERIFY_RESULT(settings().change(change));
    }

private Q_SLOTS:

    void read_noFile_isTheDefaults()
    {
        const auto values = settings().read();
        VERIFY_RESULT(values);
        QVERIFY(*values == SettingValues());
        QVERIFY(!values->extensionsEnabled);
        QCOMPARE(values->theme, ThemeChoice::System);
        QCOMPARE(values->language, QString());
    }

    void change_everyValue_isReadBack()
    {
        SettingValues wanted;
        wanted.extensionsEnabled = false;
        wanted.engine = QStringLiteral("unix:///run/other.sock");
        wanted.theme = ThemeChoice::Dark;
        wanted.language = QStringLiteral("de");
        wanted.disabled = {QStringLiteral("org/one"), QStringLiteral("two")};
        wanted.stopped = {QStringLiteral("org/one")};
        wanted.limits = {.memoryMiB = 512, .cpus = 1.5};
        wanted.notImported = {QStringLiteral("org_one")};
        wanted.dev = {
            {QStringLiteral("org/one"), {QUrl(QStringLiteral("http://[::1]:3/a?b=c%20d")), true}},
            {QStringLiteral("two"), {QUrl(), true}}};
        change([&wanted](SettingValues &values) { values = wanted; });
        const auto values = settings().read();
        VERIFY_RESULT(values);
        QVERIFY(*values == wanted);
        change([](SettingValues &values) { values = SettingValues(); });
        QVERIFY(*settings().read() == SettingValues());
        QCOMPARE(readFile(settings().file()), "{\n  \"theme\": \"system\"\n}\n");
    }

    void change_ofNothing_writesNothing()
    {
        change([](SettingValues &) {});
        QVERIFY(!QFileInfo::exists(settings().file()));
    }

    void change_unknownKeys_stay()
    {
        writeFile(settings().file(),
                  R"({"later": [1], "theme": "dark",
                      "dev": {"a": {"debug": true, "more": 2}, "b": {"debug": true}}})");
        change([](SettingValues &values) {
            values.theme = ThemeChoice::Light;
            values.dev[QStringLiteral("a")].hasDevTools = false;
            values.dev.remove(QStringLiteral("b"));
        });
        const auto object = json::parse(readFile(settings().file()));
        VERIFY_RESULT(object);
        const nlohmann::json expected{
            {"later", {1}}, {"theme", "light"}, {"dev", {{"a", {{"more", 2}}}}}};
        QVERIFY2(*object == expected, object->dump().c_str());
    }

    void brokenFile_isNamedAndLeftAsItIs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const char *content, const char *told) {
            QTest::newRow(name) << QByteArray(content) << QString::fromLatin1(told);
        };
        row("nothing in it", "", "parse error");
        row("cut off", "{\"theme\": \"da", "parse error");
        row("no object", "[]", "no JSON object");
        row("engine", R"({"engine": 3})", "/engine");
        row("enabled", R"({"extensionsEnabled": "no"})", "/extensionsEnabled");
        row("theme", R"({"theme": "sepia"})", "sepia");
        row("language", R"({"language": "fr"})", "\"fr\" at /language is none of en and de");
        row("language, no text", R"({"language": 1})", "/language");
        row("dev", R"({"dev": []})", "/dev");
        row("limits", R"({"limits": []})", "/limits");
        row("memory", R"({"limits": {"memoryMiB": -1}})", "/limits/memoryMiB");
        row("too little memory", R"({"limits": {"memoryMiB": 5}})", "/limits/memoryMiB");
        row("cpus", R"({"limits": {"cpus": "2"}})", "/limits/cpus");
        row("not imported", R"({"notImported": "a"})", "/notImported");
        row("dev of one", R"({"dev": {"a": [1]}})", "/dev/a");
        row("no web page", "{\"dev\": {\"a\": {\"uiSource\": \"file:///etc/passwd\"}}}", "/dev/a");
        row("debug", R"({"dev": {"a": {"debug": 1}}})", "/dev/a");
    }

    void brokenFile_isNamedAndLeftAsItIs()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, told);
        writeFile(settings().file(), content);
        const auto read = settings().read();
        COMPARE_ERROR(read, ErrorCode::InvalidArgument);
        const QString message = read.error().message;
        QVERIFY2(message.contains(settings().file()), qPrintable(message));
        QVERIFY2(message.contains(told), qPrintable(message));
        QVERIFY(settings().values() == SettingValues());
        const auto changed =
            settings().change([](SettingValues &values) { values.theme = ThemeChoice::Dark; });
        COMPARE_ERROR(changed, ErrorCode::InvalidArgument);
        QCOMPARE(readFile(settings().file()), content);
    }

    void file_thatCannotBeOpened_isNamed()
    {
        QVERIFY(QDir().mkpath(settings().file()));
        const auto read = settings().read();
        COMPARE_ERROR(read, ErrorCode::Io);
        QVERIFY(read.error().message.contains(settings().file()));
    }

    void folder_thatCannotBeMade_isTold()
    {
        writeFile(Paths::fromEnvironment().data, "no folder");
        const auto changed =
            settings().change([](SettingValues &values) { values.theme = ThemeChoice::Dark; });
        COMPARE_ERROR(changed, ErrorCode::Io);
        QVERIFY(changed.error().message.contains(settings().file()));
    }

    void change_whileAnotherChangesThem_waitsAndThenSaysSo()
    {
        const auto dark = [](SettingValues &values) {
            values.theme = ThemeChoice::Dark;
        };
        QVERIFY(QDir().mkpath(QFileInfo(settings().file()).path()));
        QLockFile other(settings().file() + QStringLiteral(".lock"));
        QVERIFY(other.lock());
        COMPARE_ERROR(settings().change(dark), ErrorCode::Io);
        QVERIFY(!QFileInfo::exists(settings().file()));
        other.unlock();
        change(dark);
        QCOMPARE(settings().values().theme, ThemeChoice::Dark);
    }

    void dev_ofARemovedExtension_isForgotten()
    {
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const auto stored = test::storeExtension(
            store,
            test::sampleExtension(
                QStringLiteral("org/sample:1"), QStringLiteral("sample"), QStringLiteral("a")));
        VERIFY_RESULT(stored);
        change([](SettingValues &values) {
            values.dev[QStringLiteral("org/sample")].hasDevTools = true;
            values.dev[QStringLiteral("org/other")].hasDevTools = true;
            values.disabled = {QStringLiteral("org/other"), QStringLiteral("org/sample")};
        });
        VERIFY_RESULT(store.remove(stored->id));
        QCOMPARE(settings().values().dev.keys(), QStringList{QStringLiteral("org/other")});
        QCOMPARE(settings().values().disabled, QStringList{QStringLiteral("org/other")});
    }

    void remove_withBrokenSettings_removes()
    {
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        const auto stored = test::storeExtension(
            store,
            test::sampleExtension(
                QStringLiteral("org/sample:1"), QStringLiteral("sample"), QStringLiteral("a")));
        VERIFY_RESULT(stored);
        writeFile(settings().file(), "broken");
        VERIFY_RESULT(store.remove(stored->id));
        QCOMPARE(readFile(settings().file()), "broken");
    }

    void uiSource_thatIsNoWebPage_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "localhost:3000",
                                 "file:///etc/passwd",
                                 "javascript:alert(1)",
                                 "data:text/html,x",
                                 "extension://host/",
                                 "http://",
                                 "http://user:secret@host/",
                                 "http://a b/",
                                 "ws://localhost"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }

    void uiSource_thatIsNoWebPage_isRefused()
    {
        QFETCH(const QString, text);
        const auto url = parseUiSource(text);
        COMPARE_ERROR(url, ErrorCode::InvalidArgument);
        QVERIFY(url.error().message.contains(QStringLiteral("http://localhost:3000")));
    }

    void uiSource_ofAServer_isTaken_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"http://localhost:3000",
                                 "https://dev.example.org/ui/?a=b",
                                 "http://127.0.0.1:5173/",
                                 "http://[::1]:8080/"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }

    void uiSource_ofAServer_isTaken()
    {
        QFETCH(const QString, text);
        const auto url = parseUiSource(text);
        VERIFY_RESULT(url);
        QCOMPARE(url->toString(), text);
    }
};

PIERHEAD_TEST(SettingsTest)

} // namespace pierhead::settings

#include "tst_settings.moc"

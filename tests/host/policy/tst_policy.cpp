#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/policy/policy.h>

#include <QDir>

namespace pierhead::policy {

using extensions::Permission;
using extensions::Permissions;
using test::writeFile;

namespace {

const QString digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
const QString other = QStringLiteral("sha256:") + QString(64, QLatin1Char('b'));

engine::ImageInfo image(const QString &id, const QStringList &repoDigests = {})
{
    engine::ImageInfo info;
    info.id = id;
    info.repoDigests = repoDigests;
    return info;
}

} // namespace

class PolicyTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString file(const QString &name = QStringLiteral("policy.json")) const
    {
        return home() + QLatin1Char('/') + name;
    }

    [[nodiscard]] Policy policy(const QByteArray &content) const
    {
        writeFile(file(), content);
        return Policy({file()});
    }

private Q_SLOTS:

    void noFile_allowsEverything()
    {
        const Policy policy({file()});
        VERIFY_RESULT(policy.checkReference(QStringLiteral("ghcr.io/any/thing:1")));
        VERIFY_RESULT(policy.checkImage(QStringLiteral("any:1"), image(digest)));
        VERIFY_RESULT(policy.checkCatalog(QStringLiteral("https://example.org/index.json")));
        const auto permissions = policy.limited(Permission::Docker);
        VERIFY_RESULT(permissions);
        QCOMPARE(*permissions, Permissions(Permission::Docker));
    }

    void reference_byEachRule_isAllowedOrRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("allowed");
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char *allowed, const char *reference, const char *rule) {
            QTest::addRow("%s %s", allowed, reference)
                << QByteArray(allowed) << QString::fromLatin1(reference)
                << QString::fromLatin1(rule);
        };
        const char *registries = "allowed.registries";
        row(R"({"registries": ["ghcr.io"]})", "ghcr.io/org/name:1", "");
        row(R"({"registries": ["GHCR.io"]})", "ghcr.io/org/name:1", "");
        row(R"({"registries": ["ghcr.io"]})", "org/name:1", registries);
        row(R"({"registries": ["ghcr.io"]})", "evil-ghcr.io/org/name", registries);
        row(R"({"registries": ["docker.io"]})", "org/name:1", "");
        row(R"({"registries": ["docker.io"]})", "docker.io/org/name:1", "");
        row(R"({"registries": ["docker.io"]})", "name", "");
        row(R"({"registries": ["docker.io"]})", "localhost:5000/name", registries);
        row(R"({"registries": ["localhost:5000"]})", "localhost:5000/name", "");
        row(R"({"registries": []})", "name", registries);

        const char *namespaces = "allowed.namespaces";
        row(R"({"namespaces": ["docker"]})", "docker/disk-usage-extension:1", "");
        row(R"({"namespaces": ["docker"]})", "dockers/disk-usage-extension:1", namespaces);
        row(R"({"namespaces": ["docker"]})", "ghcr.io/docker/name:1", namespaces);
        row(R"({"namespaces": ["docker.io/docker"]})", "docker/name", "");
        row(R"({"namespaces": ["library"]})", "nginx", "");
        row(R"({"namespaces": ["docker"]})", "nginx", namespaces);
        row(R"({"namespaces": ["ghcr.io/org"]})", "ghcr.io/org/team/name", "");
        row(R"({"namespaces": ["ghcr.io/org"]})", "ghcr.io/organisation/name", namespaces);
        row(R"({"namespaces": ["ghcr.io"]})", "ghcr.io/org/name", "");
        row(R"({"namespaces": []})", "docker/name", namespaces);

        const char *images = "allowed.images";
        row(R"({"images": ["org/name"]})", "org/name:2.0", "");
        row(R"({"images": ["org/name:2.0"]})", "org/name:2.0", "");
        row(R"({"images": ["org/name:2.0"]})", "org/name:2.1", images);
        row(R"({"images": ["org/name:latest"]})", "org/name", "");
        row(R"({"images": ["docker.io/org/name"]})", "org/name", "");
        row(R"({"images": ["org/name"]})", "ghcr.io/org/name", images);
        row(R"({"images": ["org/name", "org/two"]})", "org/two:1", "");
        row(R"({"images": []})", "org/name", images);

        // Each list that is there must have it.
        row(R"({"registries": ["ghcr.io"], "images": ["org/name"]})", "org/name", registries);
        row(R"({"registries": ["docker.io"], "images": ["org/name"]})", "org/two", images);
    }

    void repository_ofAnAllowedImage_isAllowedWhateverTheTag()
    {
        const Policy policy = this->policy(
            R"({"allowed": {"registries": ["docker.io"], "images": ["org/name:2.0"]}})");
        VERIFY_RESULT(policy.checkRepository(QStringLiteral("org/name")));
        VERIFY_RESULT(policy.checkRepository(QStringLiteral("org/name:1.0")));
        COMPARE_ERROR(policy.checkRepository(QStringLiteral("org/two")),
                      ErrorCode::PermissionDenied);
        COMPARE_ERROR(policy.checkRepository(QStringLiteral("ghcr.io/org/name")),
                      ErrorCode::PermissionDenied);
    }

    void reference_byEachRule_isAllowedOrRefusedByName()
    {
        QFETCH(const QByteArray, allowed);
        QFETCH(const QString, reference);
        QFETCH(const QString, rule);
        const Policy policy = this->policy("{\"allowed\": " + allowed + "}");
        const auto checked = policy.checkReference(reference);
        if (rule.isEmpty()) {
            VERIFY_RESULT(checked);
            VERIFY_RESULT(policy.checkImage(reference, image(other)));
            return;
        }
        COMPARE_ERROR(checked, ErrorCode::PermissionDenied);
        const QString start = QStringLiteral("The policy rule %1 in %2 does not allow ");
        QVERIFY2(checked.error().message.startsWith(start.arg(rule, file())),
                 qPrintable(checked.error().message));
        COMPARE_ERROR(policy.checkImage(reference, image(other)), ErrorCode::PermissionDenied);
    }

    void digests_areOfTheImageOrOfWhatWasPulled()
    {
        const Policy policy =
            this->policy("{\"allowed\": {\"digests\": [\"" + digest.toUtf8() + "\"]}}");
        const QString reference = QStringLiteral("org/name:1");
        VERIFY_RESULT(policy.checkReference(reference));
        VERIFY_RESULT(policy.checkImage(reference, image(digest)));
        VERIFY_RESULT(
            policy.checkImage(reference, image(other, {QStringLiteral("org/name@") + digest})));
        const auto refused =
            policy.checkImage(reference, image(other, {QStringLiteral("org/name@") + other}));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY2(refused.error().message.contains(QStringLiteral("allowed.digests")),
                 qPrintable(refused.error().message));
        QVERIFY(refused.error().message.contains(other));
    }

    void catalogs_areThoseOfTheList()
    {
        const Policy policy = this->policy("{\"catalogs\": [\"https://example.org/index.json\"]}");
        VERIFY_RESULT(policy.checkCatalog(QStringLiteral("https://example.org/index.json")));
        const auto refused = policy.checkCatalog(QStringLiteral("https://example.org/"));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY(refused.error().message.startsWith(QStringLiteral("The policy rule catalogs in ")));
    }

    void permissions_locked_areGivenAndTaken()
    {
        const Policy policy = this->policy(
            R"({"permissions": {"locked": {"host": false, "open-external": true, "vm": false}}})");
        const auto limited = policy.limited(Permission::Host | Permission::Docker | Permission::Vm);
        VERIFY_RESULT(limited);
        QCOMPARE(*limited, Permission::Docker | Permission::OpenExternal);
    }

    void brokenFile_allowsNothingAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *content, const char *told) {
            QTest::newRow(content) << QByteArray(content) << QString::fromLatin1(told);
        };
        row("", "no JSON");
        row("{", "no JSON");
        row("[]", "expected an object");
        row(R"({"allow": {}})", "and nothing else");
        row(R"({"allowed": {"registry": []}})", "/allowed: expected");
        row(R"({"allowed": {"registries": "ghcr.io"}})", "/allowed/registries: expected");
        row(R"({"allowed": {"registries": [1]}})", "/allowed/registries/0: expected");
        row("{\"allowed\": {\"registries\": [\"https://ghcr.io/\"]}}", "/allowed/registries/0");
        row(R"({"allowed": {"namespaces": ["docker/"]}})", "/allowed/namespaces/0");
        row(R"({"allowed": {"images": ["Org/Name"]}})", "\"Org/Name\"");
        row(R"({"allowed": {"images": [""]}})", "/allowed/images/0");
        row(R"({"allowed": {"digests": ["sha256:abc"]}})", "/allowed/digests/0: expected");
        row(R"({"allowed": null})", "/allowed: expected");
        row(R"({"extensions": {}})", "/extensions/enabled: is missing");
        row(R"({"extensions": {"enabled": "no"}})", "/extensions/enabled: expected true or false");
        row(R"({"permissions": {"locked": {"hosts": false}}})", "/permissions/locked: expected");
        row(R"({"permissions": {"locked": {"host": 0}}})", "/permissions/locked/host: expected");
        row(R"({"catalogs": "x"})", "/catalogs: expected");
    }

    void brokenFile_allowsNothingAndSaysWhere()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, told);
        const Policy policy = this->policy(content);
        const auto checked = policy.checkReference(QStringLiteral("docker/name"));
        COMPARE_ERROR(checked, ErrorCode::PermissionDenied);
        QVERIFY2(checked.error().message.contains(file()), qPrintable(checked.error().message));
        QVERIFY2(checked.error().message.contains(told), qPrintable(checked.error().message));
        COMPARE_ERROR(policy.limited(Permission::Vm), ErrorCode::PermissionDenied);
        COMPARE_ERROR(policy.checkCatalog(QStringLiteral("x")), ErrorCode::PermissionDenied);
    }

    void file_thatCannotBeRead_allowsNothing_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("folder") << QStringLiteral("folder");
        QTest::newRow("link to nothing") << QStringLiteral("link");
        QTest::newRow("link to itself") << QStringLiteral("loop");
    }

    void file_thatCannotBeRead_allowsNothing()
    {
        QFETCH(const QString, kind);
        if (kind == QStringLiteral("folder")) {
            QVERIFY(QDir().mkpath(file()));
        } else {
            QVERIFY(QFile::link(kind == QStringLiteral("loop") ? file() : file() + QLatin1Char('x'),
                                file()));
        }
        const auto checked = Policy({file()}).checkReference(QStringLiteral("docker/name"));
        COMPARE_ERROR(checked, ErrorCode::PermissionDenied);
        QVERIFY2(checked.error().message.contains(file()), qPrintable(checked.error().message));
    }

    void everything_ofTheExample_isUnderstood()
    {
        const Policy policy = this->policy(
            "{\n"
            "            \"extensions\": {\"enabled\": true, \"locked\": false},\n"
            "            \"allowed\": {\"registries\": [\"docker.io\"], \"namespaces\": "
            "[\"docker\"],\n"
            "                        \"images\": [\"docker/name:1.0\"], \"digests\": [\""
            + digest.toUtf8()
            + "\"]},\n"
              "            \"permissions\": {\"locked\": {\"vm\": true, \"docker\": true, "
              "\"host\": false,\n"
              "                \"network\": false, \"dialogs\": true, \"open-external\": true}},\n"
              "            \"catalogs\": [\"https://example.org/index.json\", "
              "\"/srv/index.json\"]}");
        const auto files = policy.files();
        VERIFY_RESULT(files);
        QCOMPARE(files->size(), 1U);
        QCOMPARE(files->front().extensionsEnabled, true);
        QVERIFY(!files->front().isEnabledLocked);
        VERIFY_RESULT(policy.checkImage(QStringLiteral("docker/name:1.0"), image(digest)));
    }

    void change_isInForceAtOnce()
    {
        const Policy policy = this->policy("{}");
        VERIFY_RESULT(policy.checkReference(QStringLiteral("docker/name")));
        writeFile(file(), R"({"allowed": {"images": []}})");
        COMPARE_ERROR(policy.checkReference(QStringLiteral("docker/name")),
                      ErrorCode::PermissionDenied);
        QVERIFY(QFile::remove(file()));
        VERIFY_RESULT(policy.checkReference(QStringLiteral("docker/name")));
    }

    void furtherFile_addsRulesAndTakesNoneAway()
    {
        const QString further = file(QStringLiteral("further.json"));
        writeFile(file(),
                  R"({"allowed": {"namespaces": ["docker"]},
                      "permissions": {"locked": {"host": false, "vm": true}}})");
        const Policy policy({file(), further});
        for (
            const char *content :
            {"{}",
             R"({"permissions": {"locked": {"host": true}}, "allowed": {"namespaces": ["org"]}})"}) {
            writeFile(further, content);
            const auto refused = policy.checkReference(QStringLiteral("org/name"));
            COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
            QVERIFY(refused.error().message.contains(file()));
            const auto limited = policy.limited(Permission::Host | Permission::Docker);
            VERIFY_RESULT(limited);
            QCOMPARE(*limited, Permission::Vm | Permission::Docker);
        }
        const auto refused = policy.checkReference(QStringLiteral("docker/name"));
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY(refused.error().message.contains(further));
    }

    void furtherFile_ofTheEnvironment_isRead()
    {
        writeFile(file(), R"({"allowed": {"images": []}})");
        qputenv("PIERHEAD_POLICY", file().toUtf8());
        const auto refused = Policy::ofThisMachine().checkReference(QStringLiteral("docker/name"));
        qunsetenv("PIERHEAD_POLICY");
        COMPARE_ERROR(refused, ErrorCode::PermissionDenied);
        QVERIFY(refused.error().message.contains(file()));
    }
};

PIERHEAD_TEST(PolicyTest)

} // namespace pierhead::policy

#include "tst_policy.moc"

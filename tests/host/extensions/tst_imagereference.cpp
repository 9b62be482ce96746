#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/extensions/imagereference.h>

#include <QTest>

namespace pierhead::extensions {

class ImageReferenceTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void parse_allowedText_givesItsParts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("digest");
        const auto row = [](const char *text,
                            const char *repository,
                            const char *tag = "",
                            const char *digest = "") {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(repository)
                                << QString::fromLatin1(tag) << QString::fromLatin1(digest);
        };
        const char *const digest =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        row("alpine", "alpine");
        row("alpine:3.15", "alpine", "3.15");
        row("desktop-backend-minimal-extension:0.0.1",
            "desktop-backend-minimal-extension",
            "0.0.1");
        row("mochoa/coder-docker-extension:4.90.2", "mochoa/coder-docker-extension", "4.90.2");
        row("ghcr.io/org/name:v1", "ghcr.io/org/name", "v1");
        row("localhost/name", "localhost/name");
        row("localhost:5000/name", "localhost:5000/name");
        row("localhost:5000/name:1", "localhost:5000/name", "1");
        row("host:5000/a/b/c", "host:5000/a/b/c");
        row("[fe80::1]:5000/name:1", "[fe80::1]:5000/name", "1");
        row("192.168.0.1/name", "192.168.0.1/name");
        row("Registry/name", "Registry/name");
        row("REG.example.com/name", "REG.example.com/name");
        row("a/b", "a/b");
        row("a__b/c--d/e.f", "a__b/c--d/e.f");
        row("name:_T.a-g", "name", "_T.a-g");
        row("docker.io/alpine", "alpine");
        row("docker.io/library/alpine:3", "alpine", "3");
        row("index.docker.io/org/name", "org/name");
        row("docker.io/org/name", "org/name");
        row("library/alpine", "library/alpine");
        row((QByteArray("name@") + digest).constData(), "name", "", digest);
        row((QByteArray("ghcr.io/a/name:1@") + digest).constData(), "ghcr.io/a/name", "1", digest);
        const QByteArray longTag(128, 'a');
        row(("n:" + longTag).constData(), "n", longTag.constData());
        const QByteArray longName(255, 'a');
        row(longName.constData(), longName.constData());
    }

    void parse_allowedText_givesItsParts()
    {
        QFETCH(QString, text);
        const Result<ImageReference> reference = ImageReference::parse(text);
        VERIFY_RESULT(reference);
        QTEST(reference->repository, "repository");
        QTEST(reference->tag, "tag");
        QTEST(reference->digest, "digest");
        const Result<ImageReference> again = ImageReference::parse(reference->toString());
        VERIFY_RESULT(again);
        QCOMPARE(again->toString(), reference->toString());
    }

    void parse_forbiddenText_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &text) {
            QTest::newRow(name) << text;
        };
        row("empty", QString());
        row("space", QStringLiteral(" "));
        row("inner space", QStringLiteral("a b"));
        row("newline at the end", QStringLiteral("alpine\n"));
        row("newline after the tag", QStringLiteral("alpine:1\n"));
        row("nul", QStringLiteral("alp") + QChar(0) + QStringLiteral("ine"));
        row("upper case", QStringLiteral("org/Name"));
        row("upper case alone", QStringLiteral("Name"));
        row("leading slash", QStringLiteral("/name"));
        row("trailing slash", QStringLiteral("name/"));
        row("double slash", QStringLiteral("a//b"));
        row("dots", QStringLiteral("../name"));
        row("dots inside", QStringLiteral("a/../b"));
        row("leading dash", QStringLiteral("-name"));
        row("trailing dash", QStringLiteral("name-"));
        row("three underscores", QStringLiteral("a___b"));
        row("two dots", QStringLiteral("a..b"));
        row("empty tag", QStringLiteral("name:"));
        row("tag with a leading dot", QStringLiteral("name:.1"));
        row("tag with a plus", QStringLiteral("name:1+2"));
        row("tag of 129", QStringLiteral("n:") + QString(129, QLatin1Char('a')));
        row("name of 256", QString(256, QLatin1Char('a')));
        row("port that is no number", QStringLiteral("host:port/name"));
        row("empty digest", QStringLiteral("name@"));
        row("short digest", QStringLiteral("name@sha256:abcd"));
        row("digest in upper case", QStringLiteral("name@sha256:") + QString(64, QLatin1Char('A')));
        row("two digests", QStringLiteral("name@sha256:a@sha256:b"));
        row("64 hexadecimal digits", QString(64, QLatin1Char('a')));
        row("registry with an underscore", QStringLiteral("a_b.example.com:1/name"));
        row("registry with a dash at its end", QStringLiteral("host-.example.com/name"));
        row("scheme", QStringLiteral("https://example.com/name"));
        row("non-ASCII", QStringLiteral("näme"));
        row("option", QStringLiteral("--help"));
        row("path", QStringLiteral("./folder"));
    }

    void parse_forbiddenText_isRefused()
    {
        QFETCH(QString, text);
        COMPARE_ERROR(ImageReference::parse(text), ErrorCode::InvalidArgument);
    }

    void parse_upperCase_saysSo()
    {
        const Result<ImageReference> reference = ImageReference::parse(QStringLiteral("org/Name"));
        COMPARE_ERROR(reference, ErrorCode::InvalidArgument);
        QVERIFY(reference.error().message.contains(QStringLiteral("org/Name")));
        QVERIFY(reference.error().message.contains(QStringLiteral("lower case")));
    }

    void parse_controlCharacters_areNotShown()
    {
        const Result<ImageReference> reference =
            ImageReference::parse(QStringLiteral("a\x1b[2Jb\n"));
        COMPARE_ERROR(reference, ErrorCode::InvalidArgument);
        QVERIFY(!reference.error().message.contains(QChar(0x1b)));
        QVERIFY(!reference.error().message.contains(QLatin1Char('\n')));
    }

    void withDefaultTag_nothingGiven_isLatest()
    {
        const auto completed = [](const char *text) {
            return ImageReference::parse(QString::fromLatin1(text))->withDefaultTag().toString();
        };
        QCOMPARE(completed("name"), QStringLiteral("name:latest"));
        QCOMPARE(completed("name:1"), QStringLiteral("name:1"));
        const QString byDigest = QStringLiteral("name@sha256:") + QString(64, QLatin1Char('0'));
        QCOMPARE(completed(byDigest.toLatin1().constData()), byDigest);
    }
};

PIERHEAD_TEST(ImageReferenceTest)

} // namespace pierhead::extensions

#include "tst_imagereference.moc"

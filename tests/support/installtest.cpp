#include "installtest.h"

#include "result.h"
#include "storedextension.h"

namespace pierhead::test {

using extensions::ExtensionSource;

const QByteArray InstallTest::tabMetadata =
    R"({"icon": "/icon.svg", "ui": {"dashboard-tab":
        {"title": "Sample", "root": "/ui", "src": "index.html"}}})";

const QByteArray InstallTest::labelLine = "LABEL org.opencontainers.image.title=InstallSample"
                                          " com.docker.desktop.extension.api.version=0.3.4\n";

InstallBench InstallTest::bench() const
{
    const auto version = await(client().version());
    if (!version) {
        qFatal("%s", qPrintable(version.error().message));
    }
    return {address(), home(), version->architecture};
}

ExtensionSource InstallTest::from(Kind kind, const QString &location)
{
    return {.kind = kind, .location = location, .tag = {}, .buildArguments = {}};
}

SavedImage InstallTest::savedSample(const QString &reference)
{
    const auto version = await(client().version());
    return {.reference = reference,
            .files = {{QStringLiteral("metadata.json"), tabMetadata},
                      {QStringLiteral("icon.svg"), "<svg/>"},
                      {QStringLiteral("ui/index.html"), "page"}},
            .labels = {{QStringLiteral("org.opencontainers.image.title"),
                        QStringLiteral("InstallSample")},
                       {QStringLiteral("org.opencontainers.image.vendor"), QStringLiteral("Tests")},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .architecture = version ? version->architecture : QString()};
}

QString InstallTest::writeArchive(const QList<SavedImage> &images) const
{
    const QString file = home() + QStringLiteral("/image.tar");
    writeFile(file, savedImages(images));
    return file;
}

QMap<QString, QByteArray> InstallTest::sampleContext(const QByteArray &page)
{
    return {{QStringLiteral("Dockerfile"),
             "FROM alpine:3.15\n" + labelLine
                 + "COPY metadata.json icon.svg /\nCOPY ui /ui\nCOPY hello.sh /\n"
                   "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"},
            {QStringLiteral("metadata.json"),
             R"({"icon": "icon.svg", "vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
                "ui": {"dashboard-tab":
                    {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
            {QStringLiteral("icon.svg"), "<svg/>"},
            {QStringLiteral("ui/index.html"), page},
            {QStringLiteral("hello.sh"), "#!/bin/sh\necho \"Hello, $1!\"\n"}};
}

QByteArray InstallTest::pageOf(const extensions::InstalledExtension &extension)
{
    return readFile(extension.uiRoot() + QStringLiteral("/index.html"));
}

bool InstallTest::isOnEngine(const QString &image)
{
    return await(client().inspectImage(image)).has_value();
}

} // namespace pierhead::test

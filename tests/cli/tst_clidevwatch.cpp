#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/engine/engineclient.h>
#include <host/extensions/extensionstore.h>

#include <QDateTime>
#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

constexpr int watchPatience = 60'000;

const QByteArray watchedDockerfile =
    "FROM alpine:3.15\n"
    "LABEL org.opencontainers.image.title=watched com.docker.desktop.extension.api.version=0.3.4\n"
    "COPY . /\n"
    "CMD [\"sleep\", \"100000\"]\n";

const QByteArray watchedMetadata =
    R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
        "ui": {"dashboard-tab": {"title": "Watched", "root": "/ui", "src": "index.html"}}})";

} // namespace

/// `dev watch` on a real engine.
class CliDevWatchTest final : public EngineTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/watched"); }

    void write(const char *path, const QByteArray &content) const
    {
        writeFile(folder() + QLatin1Char('/') + QLatin1String(path), content);
    }

    [[nodiscard]] QStringList watching(const QStringList &more = {QStringLiteral("-f")}) const
    {
        return QStringList{QStringLiteral("--engine"),
                           addressText(),
                           QStringLiteral("dev"),
                           QStringLiteral("watch"),
                           folder()}
        + more;
    }

    /// The page of what is installed.
    [[nodiscard]] static QByteArray page()
    {
        const auto installed =
            extensions::ExtensionStore(Paths::fromEnvironment()).find(QStringLiteral("watched"));
        return installed ? readFile(installed->uiRoot() + QStringLiteral("/index.html"))
                         : QByteArray("none is installed");
    }

    /// The id of the backend's container where it runs.
    [[nodiscard]] static QString backend()
    {
        const auto containers = await(engine::EngineClient(address()).listContainers({}));
        for (const engine::ContainerSummary &container :
             containers.value_or(std::vector<engine::ContainerSummary>())) {
            if (container.state == QLatin1String("running")) {
                return container.id;
            }
        }
        return {};
    }

    [[nodiscard]] static QString installedImage()
    {
        const auto installed =
            extensions::ExtensionStore(Paths::fromEnvironment()).find(QStringLiteral("watched"));
        return installed ? installed->imageId : QString();
    }

    [[nodiscard]] static bool isThere(const QString &image)
    {
        return await(engine::EngineClient(address()).inspectImage(image)).has_value();
    }

    static void remove()
    {
        const ProgramRun removed = runCli({QStringLiteral("rm"), QStringLiteral("watched")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        write("Dockerfile", watchedDockerfile);
        write("metadata.json", watchedMetadata);
        write("ui/index.html", "one");
        write(".dockerignore", "notes\n");
        write("notes", "one");
    }

    void changes_areInstalled_andFailuresLeaveWhatWasThere()
    {
        RunningProgram program(watching());
        QVERIFY2(program.waitForOutput("Watching "), program.errors());
        QCOMPARE(page(), QByteArray("one"));
        const QString first = backend();
        QVERIFY(!first.isEmpty());

        write("ui/index.html", "two");
        QVERIFY2(program.waitForOutput("\"watched\" is installed anew"), program.errors());
        QVERIFY2(program.output().contains("Changed: ui/index.html\n"), program.output());
        QCOMPARE(page(), QByteArray("two"));
        const QString second = backend();
        QVERIFY(!second.isEmpty());
        QVERIFY(second != first);

        write("Dockerfile", watchedDockerfile + "RUN echo the-reason >&2; exit 3\n");
        QTRY_VERIFY_WITH_TIMEOUT(program.errors().contains("waiting for the next change"),
                                 watchPatience);
        QVERIFY2(program.errors().contains("Error: "), program.errors());
        QVERIFY2(program.errors().contains("the-reason"), program.errors());
        QCOMPARE(page(), QByteArray("two"));
        QCOMPARE(backend(), second);

        write("Dockerfile", watchedDockerfile + "# put right\n");
        const auto outcomes = [&program] {
            const QByteArray output = program.output();
            return output.count("is installed anew") + output.count("stays as it is");
        };
        QTRY_COMPARE_WITH_TIMEOUT(outcomes(), 2, watchPatience);

        // It is no part of the build.
        write("notes", "two");
        constexpr int silence = 1000;
        QTest::qWait(silence);
        QVERIFY2(!program.output().contains("notes"), program.output());

        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        QVERIFY(!backend().isEmpty());
        remove();
    }

    void replacedImages_areRemoved_butThoseOfSomebody()
    {
        const auto writePage = [this](const char *name) {
            // Nothing that the engine has built before.
            const QByteArray content =
                QByteArray(name) + QByteArray::number(QDateTime::currentMSecsSinceEpoch());
            write("ui/index.html", content);
            return content;
        };
        writePage("one");
        RunningProgram program(watching());
        QVERIFY2(program.waitForOutput("Watching "), program.errors());
        QStringList images{installedImage()};
        const auto rebuild = [&](const char *name) {
            const auto before = program.output().count("is installed anew");
            const QByteArray content = writePage(name);
            QTRY_VERIFY2_WITH_TIMEOUT(program.output().count("is installed anew") > before,
                                      program.errors(),
                                      watchPatience);
            QCOMPARE(page(), content);
            images.append(installedImage());
        };
        rebuild("two");
        QVERIFY(isThere(images.at(0))); // for the way back
        rebuild("three");
        QVERIFY(!isThere(images.at(0)));
        QVERIFY(isThere(images.at(1)));

        const engine::EngineClient client(address());
        const QString kept = QStringLiteral("kept/watched:1");
        VERIFY_RESULT(await(client.tagImage(images.at(1), kept)));
        rebuild("four");
        QVERIFY(isThere(images.at(1)));
        QVERIFY(isThere(images.at(2)));
        VERIFY_RESULT(await(client.removeImage(kept)));

        engine::ContainerSpec user;
        user.image = images.at(2);
        const auto container = await(client.createContainer(user));
        VERIFY_RESULT(container);
        rebuild("five");
        QVERIFY(isThere(images.at(2)));
        QVERIFY2(program.errors().isEmpty(), program.errors());
        VERIFY_RESULT(await(client.removeContainer(*container)));

        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        remove();
    }

    void changesDuringABuild_leadToOneMore()
    {
        write("Dockerfile", watchedDockerfile + "RUN sleep 3\n");
        // Nothing that the engine has built before.
        write("ui/index.html", QByteArray::number(QDateTime::currentMSecsSinceEpoch()));
        RunningProgram program(watching());
        QVERIFY2(program.waitForOutput("Building image from "), program.errors());
        for (const char *content : {"two", "three", "four"}) {
            constexpr int apart = 400;
            QTest::qWait(apart);
            write("ui/index.html", content);
        }
        QTRY_COMPARE_WITH_TIMEOUT(page(), QByteArray("four"), watchPatience);
        QVERIFY2(program.waitForOutput("is installed anew"), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        QCOMPARE(program.output().count("Changed: "), 1);
        remove();
    }

    void firstBuild_thatFails_waitsForTheFolder()
    {
        write("metadata.json", "broken");
        RunningProgram program(watching());
        QVERIFY2(program.waitForOutput("Watching "), program.errors());
        QVERIFY2(program.errors().contains("metadata.json"), program.errors());
        write("metadata.json", watchedMetadata);
        QVERIFY2(program.waitForOutput("\"watched\" is installed anew"), program.errors());
        QCOMPARE(page(), QByteArray("one"));
        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        remove();
    }

    void interrupt_duringABuild_leavesNothing()
    {
        write("Dockerfile", watchedDockerfile + "RUN sleep 30\n");
        RunningProgram program(watching());
        QVERIFY2(program.waitForOutput("Building image from "), program.errors());
        program.send(SIGINT);
        QCOMPARE(program.wait(), 128 + SIGINT);
        QCOMPARE(page(), QByteArray("none is installed"));
    }

    void watch_withoutForceOrTerminal_isRefused()
    {
        const ProgramRun run = runCli(watching({}));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--force")), run.describe());
    }
};

PIERHEAD_TEST(CliDevWatchTest)

} // namespace pierhead::test

#include "tst_clidevwatch.moc"

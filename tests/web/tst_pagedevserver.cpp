#include "pagetest.h"
#include "result.h"
#include "storedextension.h"
#include "waiting.h"
#include "widgetstest.h"

#include <host/process/processgroup.h>
#include <host/scaffold/scaffold.h>

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <csignal>

namespace pierhead::bridge {

using test::OpenPage;
using test::readFile;

namespace {

/// Milliseconds that the server may take to start and to bundle the page's packages.
constexpr int serverPatience = 60000;

/// A port that nobody listens on.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// `npm run dev` for the client in a folder, until the end of this object.
class DevServer final
{
    Q_DISABLE_COPY_MOVE(DevServer)

public:
    explicit DevServer(const QString &folder)
        : m_url(QStringLiteral("http://localhost:%1/").arg(freePort()))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
        environment.insert(QStringLiteral("TMPDIR"), folder); // what a killed one leaves
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(folder);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        // npm does not end the server that it has started; its group can be.
        process::makeGroupLeader(m_process);
        m_process.start(QStringLiteral("npm"),
                        {QStringLiteral("--prefix"),
                         QStringLiteral("client"),
                         QStringLiteral("run"),
                         QStringLiteral("dev"),
                         QStringLiteral("--"),
                         QStringLiteral("--port"),
                         QString::number(m_url.port())});
    }

    ~DevServer()
    {
        process::signalGroup(m_process, SIGKILL);
        m_process.waitForFinished();
    }

    [[nodiscard]] QUrl url() const { return m_url; }

    /// Waits until it says that it is at url().
    [[nodiscard]] bool isThere()
    {
        const auto look = [this] {
            m_output += m_process.readAll();
            return m_output.contains(m_url.toEncoded());
        };
        return test::waitFor(look, serverPatience);
    }

    [[nodiscard]] QByteArray output() const { return m_output + m_process.errorString().toUtf8(); }

private:
    QUrl m_url;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// The react template's page from its own development server.
class PageDevServerTest final : public test::PageTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString folder() const { return home() + QStringLiteral("/made"); }

    /// Exchanges a text that is in a file of the client.
    void edit(const QString &name, const QByteArray &before, const QByteArray &after) const
    {
        const QString path = folder() + QStringLiteral("/client/") + name;
        QByteArray content = readFile(path);
        QVERIFY2(content.contains(before), content);
        test::writeFile(path, content.replace(before, after));
    }

    /// The packages of the sample, which are the template's (tst_scaffold). The folder around them
    /// is the client's own, since the server keeps what it has made of them there.
    [[nodiscard]] bool linkPackages() const
    {
        const QDir packages(QStringLiteral(PIERHEAD_SAMPLE "/client/node_modules"));
        const QString own = folder() + QStringLiteral("/client/node_modules/");
        const QStringList names =
            packages.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        bool isLinked = QDir().mkpath(own) && names.contains(QStringLiteral("vite"));
        for (const QString &name : names) {
            isLinked = isLinked
                && (name == QLatin1String(".vite")
                    || QFile::link(packages.filePath(name), own + name));
        }
        return isLinked;
    }

private Q_SLOTS:

    void edits_ofTheTemplatesSource_areShownByItsServer()
    {
        VERIFY_RESULT(
            scaffold::writeExtension(QStringLiteral("react"),
                                     scaffold::Answers::defaultsFor(QStringLiteral("made")),
                                     folder()));
        QVERIFY2(linkPackages(), "packaging/build-client installs the sample's packages.");
        DevServer server(folder());
        QVERIFY2(server.isThere(), server.output());
        PageContext context = install(QStringLiteral("index.html"));
        context.uiSource = server.url();
        OpenPage open(*m_profiles, m_methods, context);
        QVERIFY(open.isLoaded());
        const QString button = QStringLiteral("document.querySelector('button')?.textContent");
        QTRY_VERIFY_WITH_TIMEOUT(open.value(button) == "Greet", serverPatience);
        open.value(QStringLiteral("window.isTheFirst = true"));
        // As if it were typed: React looks at the property's own setter.
        COMPARE_JSON(open.value(QStringLiteral(
                         "(() => { const field = document.querySelector('input'); "
                         "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')"
                         ".set.call(field, 'Moby'); field.dispatchEvent(new Event('input', { "
                         "bubbles: true })); return field.value; })()")),
                     "Moby");

        // What is typed stays, for only the component is exchanged.
        edit(QStringLiteral("src/App.tsx"),
             "await ddClient.extension.vm?.cli.exec(\"./greet.sh\", [name])",
             "{ stdout: name }; ddClient.desktopUI.toast.success(name)");
        edit(QStringLiteral("src/App.tsx"), "          Greet\n", "          Call\n");
        QTRY_VERIFY_WITH_TIMEOUT(open.value(button) == "Call", serverPatience);
        COMPARE_JSON(open.value(QStringLiteral("window.isTheFirst")), true);
        open.value(QStringLiteral("document.querySelector('button').click()"));
        QTRY_COMPARE(m_desktop.toasts, QStringList{QStringLiteral("success: Moby")});

        // A change that no component takes loads the page anew.
        QSignalSpy loaded(&open.page(), &QWebEnginePage::loadFinished);
        edit(QStringLiteral("index.html"), "<title>Made</title>", "<title>Other</title>");
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, serverPatience);
        COMPARE_JSON(open.value(QStringLiteral("document.title")), "Other");
        COMPARE_JSON(open.value(QStringLiteral("typeof window.isTheFirst")), "undefined");
        open.value(QStringLiteral("ddClient.desktopUI.toast.success('again')"));
        QTRY_COMPARE(m_desktop.toasts.size(), 2);
    }
};

PIERHEAD_WIDGETS_TEST(PageDevServerTest)

} // namespace pierhead::bridge

#include "tst_pagedevserver.moc"

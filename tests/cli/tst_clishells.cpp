#include "guardedtest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <QDir>
#include <QTest>

namespace pierhead::test {

namespace {

// What a shell is given that completes its argument as if Tab had been pressed behind it.
constexpr auto bashTab = "source <(docker-extension completion bash); "
                         "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
                         "_docker_extension 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
constexpr auto fishTab = "source $argv[1]; complete -C $argv[2]";

// Two more shells: bash with the completion that docker's package has brought, and with the one
// that docker prints.
const QString bashOfPackage = QStringLiteral("bash with docker's package");
const QString bashOfDocker = QStringLiteral("bash with docker completion");
constexpr auto packagedCompletion = "/usr/share/bash-completion/completions/docker";

bool isInteractiveBash(const QString &shell)
{
    return shell == bashOfPackage || shell == bashOfDocker;
}

} // namespace

/// The scripts of `completion`, and docker's own, in real shells.
class CliShellsTest final : public GuardedTest
{
    Q_OBJECT

private:
    /// Nothing of the user's, and nothing outside the test's home; docker has this plug-in.
    [[nodiscard]] QMap<QString, QString> environment() const
    {
        return {{QStringLiteral("HOME"), home()},
                {QStringLiteral("ZDOTDIR"), home()},
                {QStringLiteral("TMPPREFIX"), home() + QStringLiteral("/zsh")},
                {QStringLiteral("XDG_CONFIG_HOME"), {}},
                {QStringLiteral("XDG_DATA_HOME"), {}},
                {QStringLiteral("XDG_CACHE_HOME"), {}},
                {QStringLiteral("XDG_RUNTIME_DIR"), home()},
                {QStringLiteral("TERM"), QStringLiteral("dumb")},
                {QStringLiteral("DOCKER_CONFIG"), home() + QStringLiteral("/docker")},
                {QStringLiteral("DOCKER_HOST"), QStringLiteral("unix://%1/none").arg(home())},
                {QStringLiteral("PATH"),
                 programPath().section(QLatin1Char('/'), 0, -2) + QLatin1Char(':')
                     + qEnvironmentVariable("PATH")}};
    }

    [[nodiscard]] ProgramRun runHere(const QString &program, const QStringList &arguments) const
    {
        return runProgram(program, arguments, environment());
    }

    /// The script that the line's program prints for that shell, in a file as zsh's $fpath has it.
    [[nodiscard]] QString saveScript(const QString &shell, const QString &line) const
    {
        const QString program = line.section(QLatin1Char(' '), 0, 0);
        const ProgramRun run =
            runHere(program == QStringLiteral("docker") ? program : programPath(),
                    {QStringLiteral("completion"), shell});
        const QString path = home() + QStringLiteral("/functions/_") + program;
        writeFile(path, run.output.toUtf8());
        return path;
    }

    /// With the line that is there after Tab, else all that was on the screen.
    [[nodiscard]] ProgramRun pressTabInBash(const QString &shell, const QString &line) const
    {
        PseudoTerminal screen(500);
        QMap<QString, QString> variables = environment();
        if (shell == bashOfDocker) {
            variables.insert(QStringLiteral("TAB_SOURCE"),
                             QStringLiteral("docker completion bash"));
        }
        QProcess bash;
        bash.setProcessEnvironment(programEnvironment(variables));
        bash.setChildProcessModifier([&screen] { screen.adoptInChild(); });
        bash.start(QStringLiteral("bash"),
                   {QStringLiteral("--noprofile"),
                    QStringLiteral("--rcfile"),
                    QStringLiteral(PIERHEAD_BASH_TAB),
                    QStringLiteral("-i")});
        const auto isDone = [&bash] {
            return bash.state() == QProcess::NotRunning;
        };
        const auto isReady = [&] {
            return isDone() || screen.output().contains("ready> ");
        };
        if (test::waitFor(isReady, 30'000) && !isDone()) {
            screen.type(line.toUtf8() + "\t\x0f");
        }
        if (!test::waitFor(isDone, 30'000)) {
            bash.kill();
            bash.waitForFinished();
        }
        const QString shown = QString::fromUtf8(screen.output());
        const QString completed =
            shown.section(QStringLiteral("<<"), -1).section(QStringLiteral(">>"), 0, 0);
        return {bash.exitCode(), shown.contains(QStringLiteral("<<")) ? completed : shown, {}};
    }

    [[nodiscard]] ProgramRun pressTab(const QString &shell, const QString &line) const
    {
        if (isInteractiveBash(shell)) {
            return pressTabInBash(shell, line);
        }
        if (shell == QStringLiteral("bash")) {
            return runHere(shell,
                           QStringList{QStringLiteral("--norc"),
                                       QStringLiteral("-c"),
                                       QString::fromLatin1(bashTab),
                                       shell}
                               + line.split(QLatin1Char(' ')));
        }
        const QString script = saveScript(shell, line);
        if (shell == QStringLiteral("fish")) {
            return runHere(shell,
                           {QStringLiteral("--no-config"),
                            QStringLiteral("-c"),
                            QString::fromLatin1(fishTab),
                            QStringLiteral("--"),
                            script,
                            line});
        }
        return runHere(shell,
                       {QStringLiteral("-f"),
                        QStringLiteral(PIERHEAD_ZSH_TAB),
                        QFileInfo(script).path(),
                        line});
    }

    /// What the shell offers for the line's last word, sorted and without quotes.
    static QStringList offeredIn(const ProgramRun &run, const QString &shell, const QString &line)
    {
        QString output = run.output;
        output.remove(QLatin1Char('"'));
        QStringList words;
        if (shell == QStringLiteral("zsh") || isInteractiveBash(shell)) {
            const qsizetype finished = line.count(QLatin1Char(' '));
            words = output.trimmed().split(QLatin1Char(' ')).mid(finished);
        } else {
            for (const QString &entry : output.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
                words.append(entry.section(QLatin1Char('\t'), 0, 0));
            }
        }
        words.sort();
        return words;
    }

    /// Whether docker's completion asks plug-ins, as it does since 23.0.
    static bool asksPlugins()
    {
        const ProgramRun run = runProgram(QStringLiteral("docker"), {QStringLiteral("--version")});
        return run.output.section(QLatin1Char(' '), 2, 2).section(QLatin1Char('.'), 0, 0).toInt()
            >= 23;
    }

private Q_SLOTS:

    void tab_line_completes_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("offered");

        struct Line
        {
            const char *name;
            const char *line;
            const char *offered;
        };

        const auto add = [](const QString &shell, const QList<Line> &lines) {
            for (const Line &line : lines) {
                QTest::newRow(qPrintable(shell + QLatin1Char(' ') + QLatin1String(line.name)))
                    << shell << QString::fromLatin1(line.line) << QString::fromLatin1(line.offered);
            }
        };
        // With the test's home for HOME.
        const QList<Line> everywhere{
            {"command", "docker-extension ins", "install"},
            {"option", "docker-extension install --fo", "--force"},
            {"option's choices", "docker-extension ls --format ", "json table"},
            {"extension", "docker-extension rm --force ", "hello-backend"},
            {"file", "docker-extension install HOME/arch", "HOME/archive.tar"},
            {"no file", "docker-extension rm HOME/arch", ""},
        };
        const QList<Line> wholeWords{
            {"quoted", "docker-extension \"ins", "install"},
            {"joined choice", "docker-extension ls --format=js", "--format=json"},
        };
        // bash takes the words apart at the sign.
        const QList<Line> partedWords{
            {"joined choice", "docker-extension ls --format = js", "json"},
            {"joined choices", "docker-extension ls --format =", "json table"},
        };
        const QList<Line> plugin{
            {"docker's command", "docker extension ins", "install"},
            {"docker's choices", "docker extension ls --format ", "json table"},
            {"docker's extension", "docker extension rm ", "hello-backend"},
            {"docker's file", "docker extension install HOME/arch", "HOME/archive.tar"},
        };
        add(QStringLiteral("bash"), everywhere + partedWords);
        if (!asksPlugins() || QFileInfo::exists(QLatin1String(packagedCompletion))) {
            add(bashOfPackage, plugin);
        }
        if (asksPlugins()) {
            add(bashOfDocker, plugin);
        }
        for (const char *shell : {"zsh", "fish"}) {
            add(QString::fromLatin1(shell), everywhere + wholeWords);
            if (asksPlugins()) { // what an older docker is told, cliprogram looks at
                add(QString::fromLatin1(shell), plugin);
            }
        }
    }

    void tab_line_completes()
    {
        QFETCH(QString, shell);
        QFETCH(QString, line);
        QFETCH(QString, offered);
        const QString plugins = home() + QStringLiteral("/docker/cli-plugins");
        QVERIFY(QDir().mkpath(plugins));
        QVERIFY(QFile::link(programPath(), plugins + QStringLiteral("/docker-extension")));
        writeFile(home() + QStringLiteral("/archive.tar"), {});
        VERIFY_RESULT(storeExtension(extensions::ExtensionStore(Paths::fromEnvironment()),
                                     sampleExtension(QStringLiteral("org/hello-backend:1.0.0"),
                                                     QStringLiteral("hello-backend"),
                                                     QStringLiteral("1.0.0"))));

        line.replace(QStringLiteral("HOME"), home());
        offered.replace(QStringLiteral("HOME"), home());
        const ProgramRun run = pressTab(shell, line);
        // zsh leaves the word as it is where nothing fits.
        if (offered.isEmpty() && shell == QStringLiteral("zsh")) {
            offered = line.section(QLatin1Char(' '), -1);
        }
        QVERIFY2(offeredIn(run, shell, line) == offered.split(QLatin1Char(' '), Qt::SkipEmptyParts),
                 run.describe());
        QCOMPARE(run.errors, QString());
    }
};

PIERHEAD_TEST(CliShellsTest)

} // namespace pierhead::test

#include "tst_clishells.moc"

#include "damagedbench.h"

#include "storedextension.h"

namespace pierhead::test {

namespace {

SimulatedEngine::Image damagedImage(const QString &id, const QString &title)
{
    return {.id = QStringLiteral("sha256:") + id,
            .labels = {{QStringLiteral("org.opencontainers.image.title"), title},
                       {QStringLiteral("com.docker.desktop.extension.api.version"),
                        QStringLiteral("0.3.4")}},
            .files = {{QStringLiteral("metadata.json"),
                       R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"}, "ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                      {QStringLiteral("ui/index.html"), id.toUtf8()}}};
}

} // namespace

DamagedBench::DamagedBench(QString home)
    : m_home(std::move(home))
{
    m_engine.addImage(QStringLiteral("org/sample:1"),
                      damagedImage(QStringLiteral("one"), QStringLiteral("Sample")));
    m_engine.addImage(QStringLiteral("org/sample:2"),
                      damagedImage(QStringLiteral("two"), QStringLiteral("Sample")));
    m_engine.addImage(QStringLiteral("org/other:1"),
                      damagedImage(QStringLiteral("other"), QStringLiteral("Other")));
}

ProgramRun DamagedBench::call(const QStringList &arguments) const
{
    return runCli(QStringList{QStringLiteral("--engine"), m_engine.address().toString()}
                  + arguments);
}

ProgramRun DamagedBench::callWithoutEngine(const QStringList &arguments) const
{
    return runCli(
        QStringList{QStringLiteral("--engine"), QStringLiteral("unix://%1/gone.sock").arg(m_home)}
        + arguments);
}

QByteArray DamagedBench::install() const
{
    for (const QString &reference :
         {QStringLiteral("org/sample:1"), QStringLiteral("org/other:1")}) {
        const ProgramRun run = call({QStringLiteral("install"), QStringLiteral("-f"), reference});
        if (run.exitCode != 0) {
            return run.describe();
        }
    }
    return {};
}

QStringList DamagedBench::findings(bool doesFix) const
{
    return examine(doesFix ? QStringList{QStringLiteral("--fix")} : QStringList(), false);
}

QStringList DamagedBench::notes() const
{
    return examine({}, true);
}

QStringList DamagedBench::examine(const QStringList &options, bool isOfNotes) const
{
    const ProgramRun run = call(
        QStringList{QStringLiteral("doctor"), QStringLiteral("--format"), QStringLiteral("json")}
        + options);
    const auto report = json::parse(run.output.toUtf8());
    if (!report) {
        return {QString::fromUtf8(run.describe())};
    }
    QStringList lines;
    for (const nlohmann::json &finding : report->at("findings")) {
        const bool isNote = json::field<QString>(finding, "severity") == QLatin1String("note");
        if (isNote == isOfNotes) {
            QString where = json::field<QString>(finding, "where");
            where.remove(m_home + QLatin1Char('/'));
            const QString state = json::field<QString>(finding, "state");
            lines.append(QStringLiteral("%1 %2 %3")
                             .arg(json::field<QString>(finding, "check"), where, state));
        }
    }
    if (run.exitCode != (report->at("isAnythingLeft").get<bool>() ? 1 : 0)) {
        lines.append(QStringLiteral("exit code %1").arg(run.exitCode));
    }
    lines.sort();
    return lines;
}

QString DamagedBench::folder(const QString &name) const
{
    return m_home + QStringLiteral("/data/extensions/") + name;
}

QByteArray DamagedBench::record(const QString &name) const
{
    return readFile(folder(name) + QStringLiteral("/install.json"));
}

void DamagedBench::changeRecord(const QString &name,
                                const char *field,
                                const nlohmann::json &value) const
{
    nlohmann::json changed = json::parse(record(name)).value_or(nlohmann::json::object());
    changed[field] = value;
    writeFile(folder(name) + QStringLiteral("/install.json"), json::serializePretty(changed));
}

QStringList DamagedBench::containers() const
{
    QStringList names;
    const QStringList lines = m_engine.state();
    for (const QString &line : lines) {
        if (line.startsWith(QLatin1String("container "))) {
            names.append(line.section(QLatin1Char(' '), 1, 1));
        }
    }
    names.sort();
    return names;
}

} // namespace pierhead::test

#include "bothcommands.h"

#include "execspecs.h"
#include "result.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

namespace pierhead::test {

namespace {

backend::CommandSpec stubborn(const char *word)
{
    const QByteArray script = QByteArray("trap '' TERM; ") + word + " & " + word + "; true";
    return stream(script.constData());
}

} // namespace

BothCommands::BothCommands(const engine::EngineClient &client, const QString &container)
    : m_agents(client, container)
    , m_engines(client, container, backend::BackendSession::Way::EngineAlone)
{ }

Result<void> BothCommands::start()
{
    m_byAgent = await(m_agents.start(stubborn(agentsWord)));
    m_byEngine = await(m_engines.start(stubborn(enginesWord)));
    for (const Command *command : {&m_byAgent, &m_byEngine}) {
        if (!*command) {
            return tl::unexpected<Error>(command->error());
        }
    }
    if (!m_agents.hasAgent()) {
        return failure(ErrorCode::ProcessFailed, QStringLiteral("The container has no agent."));
    }
    return {};
}

int BothCommands::runUntilEnded(const QStringList &arguments)
{
    const auto address = engine::EngineAddress::parse(arguments.value(0));
    if (!address) {
        std::fprintf(stderr, "%s\n", qPrintable(address.error().message));
        return 1;
    }
    BothCommands commands(engine::EngineClient(*address), arguments.value(1));
    const Result<void> started = commands.start();
    if (!started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().message));
        return 1;
    }
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace pierhead::test

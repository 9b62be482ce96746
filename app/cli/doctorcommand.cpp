#include "doctorcommand.h"

#include "doctorreport.h"
#include "outputformat.h"

namespace pierhead::cli {

Command::Description DoctorCommand::description() const
{
    return {
        QStringLiteral("doctor"),
        {},
        QStringLiteral("Look for what is wrong, and mend it"),
        QStringLiteral(
            "Looked at are the engines, the room on the disk, the extensions on this machine and "
            "their backends, what "
            "installs and removals that were broken off have left, and Pierhead itself. Nothing is "
            "changed without --fix. The exit code is 1 where an error or a warning is left.\n"
            "--format json prints an object with the keys engine, findings (severity, check, "
            "where, what, advice, canBeMended, state, problem) and isAnythingLeft."),
        {QStringLiteral("doctor"), QStringLiteral("doctor --fix")},
    };
}

Parameters DoctorCommand::parameters()
{
    return {
        Parameter::flag({},
                        QStringLiteral("fix"),
                        m_fix,
                        QStringLiteral("Mend what can be mended. Containers that may be somebody "
                                       "else's are left to you.")),
        OutputFormat::option(m_format),
    };
}

Task<Result<ExitCode>> DoctorCommand::run(Session session)
{
    PIERHEAD_CO_TRY(report, co_await doctor::examine(session.paths, session.engine, session.stop));
    if (m_fix) {
        report = co_await doctor::mend(report, session.stop);
    }
    if (m_format == QStringLiteral("json")) {
        const Listing listing{{}, {}, json::serializePretty(reportObject(report))};
        session.terminal.print(OutputFormat::named(m_format)->render(listing));
    } else {
        printReport(session.terminal, report);
    }
    co_return report.isAnythingLeft() ? ExitCode::Failure : ExitCode::Success;
}

} // namespace pierhead::cli

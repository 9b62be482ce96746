#include "faultreport.h"

#include "outputformat.h"

#include <host/base/json.h>

#include <QStringList>

namespace pierhead::cli {

namespace {

using extensions::Fault;

/// The sentences around a list of faults.
struct Wording
{
    QString valid;   ///< where there is no error
    QString invalid; ///< before the errors
    QString verdict; ///< after the errors
};

Wording wordingFor(const Validation &validation)
{
    if (validation.isFile) {
        return {QStringLiteral("The plugin metadata file is valid"),
                QStringLiteral("The plugin metadata file \"%1\" is not valid. see errors: ")
                    .arg(validation.subject),
                QStringLiteral("invalid plugin metadata file")};
    }
    return {QStringLiteral("The extension image \"%1\" is valid").arg(validation.subject),
            QStringLiteral("The extension image \"%1\" is not valid. see errors: ")
                .arg(validation.subject),
            QStringLiteral("invalid extension image")};
}

} // namespace

ExitCode reportFaults(Terminal &terminal, const Validation &validation, FaultFilter filter)
{
    QStringList errors;
    for (const ValidationCheck &check : validation.checks) {
        for (const Fault &fault : check.faults) {
            if (fault.severity == Fault::Severity::Error) {
                errors.append(QStringLiteral("- ") + fault.toString());
            } else if (filter == FaultFilter::All) {
                terminal.warn(fault.toString());
            }
        }
    }
    const Wording wording = wordingFor(validation);
    if (errors.isEmpty()) {
        terminal.print(wording.valid);
        return ExitCode::Success;
    }
    terminal.tell(Terminal::Style::Plain, {}, wording.invalid);
    terminal.tell(Terminal::Style::Plain, {}, errors.join(QLatin1Char('\n')));
    terminal.tell(Terminal::Style::Error, QStringLiteral("Error:"), wording.verdict);
    return ExitCode::Failure;
}

ExitCode reportFaultsAsJson(Terminal &terminal, const Validation &validation, FaultFilter filter)
{
    nlohmann::json faults = nlohmann::json::array();
    for (const ValidationCheck &check : validation.checks) {
        for (const Fault &fault : check.faults) {
            const bool isError = fault.severity == Fault::Severity::Error;
            if (isError || filter == FaultFilter::All) {
                faults.push_back({{"check", check.name},
                                  {"severity", isError ? "error" : "warning"},
                                  {"where", fault.where},
                                  {"what", fault.what}});
            }
        }
    }
    const nlohmann::json report{
        {"subject", validation.subject}, {"valid", !validation.hasErrors()}, {"faults", faults}};
    const Listing listing{{}, {}, json::serializePretty(report)};
    terminal.print(OutputFormat::named(QStringLiteral("json"))->render(listing));
    return validation.hasErrors() ? ExitCode::Failure : ExitCode::Success;
}

} // namespace pierhead::cli

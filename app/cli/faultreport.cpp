#include "faultreport.h"

#include <QStringList>

namespace pierhead::cli {

ExitCode reportFaults(Terminal &terminal,
                      const std::vector<extensions::Fault> &faults,
                      const FaultWording &wording)
{
    QStringList errors;
    for (const extensions::Fault &fault : faults) {
        if (fault.severity == extensions::Fault::Severity::Error) {
            errors.append(QStringLiteral("- ") + fault.toString());
        } else {
            terminal.warn(fault.toString());
        }
    }
    if (errors.isEmpty()) {
        terminal.print(wording.valid);
        return ExitCode::Success;
    }
    terminal.tell(Terminal::Style::Plain, {}, wording.invalid);
    terminal.tell(Terminal::Style::Plain, {}, errors.join(QLatin1Char('\n')));
    terminal.tell(Terminal::Style::Error, QStringLiteral("Error:"), wording.verdict);
    return ExitCode::Failure;
}

} // namespace pierhead::cli

#include "errorreport.h"

namespace pierhead::cli {

void reportError(Terminal &terminal, const Error &error)
{
    terminal.tell(Terminal::Style::Error, QStringLiteral("Error:"), error.message);
    const QString detail = error.detail.trimmed();
    if (!detail.isEmpty()) {
        terminal.tell(Terminal::Style::Plain, {}, detail);
    }
}

} // namespace pierhead::cli

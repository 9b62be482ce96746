#include "fault.h"

namespace pierhead::extensions {

QString Fault::toString() const
{
    return where.isEmpty() ? what : where + QStringLiteral(": ") + what;
}

} // namespace pierhead::extensions

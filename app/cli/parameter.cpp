#include "parameter.h"

namespace pierhead::cli {

QString Parameter::synopsis() const
{
    if (!isOption()) {
        return name;
    }
    QString text = shortName.isNull() ? QString() : QStringLiteral("-%1, ").arg(shortName);
    text += QStringLiteral("--") + name;
    return placeholder.isEmpty() ? text : text + QLatin1Char(' ') + placeholder;
}

Parameter Parameter::argument(const QString &name, QString &target, const QString &help)
{
    return {name, {}, {}, help, {}, &target};
}

Parameter Parameter::flag(QChar shortName, const QString &name, bool &target, const QString &help)
{
    return {name, shortName, {}, help, {}, &target};
}

Parameter Parameter::option(QChar shortName,
                            const QString &name,
                            const QString &placeholder,
                            QString &target,
                            const QString &help,
                            const QStringList &choices)
{
    return {name, shortName, placeholder, help, choices, &target};
}

Parameter Parameter::hidden() const
{
    Parameter copy = *this;
    copy.visibility = Visibility::Hidden;
    return copy;
}

} // namespace pierhead::cli

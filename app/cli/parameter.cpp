#include "parameter.h"

namespace pierhead::cli {

bool Parameter::isNamed(const QString &word) const
{
    return isOption()
        && (word == QStringLiteral("--") + name
            || (!shortName.isNull() && word == QStringLiteral("-") + shortName));
}

bool Parameter::isEmpty() const
{
    if (const auto *list = std::get_if<QStringList *>(&target)) {
        return (*list)->isEmpty();
    }
    const auto *text = std::get_if<QString *>(&target);
    return text != nullptr && (*text)->isEmpty();
}

QString Parameter::synopsis() const
{
    if (!isOption()) {
        const QString text = isList() ? name + QStringLiteral("...") : name;
        return isRequired ? text : QStringLiteral("[%1]").arg(text);
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

Parameter Parameter::options(QChar shortName,
                             const QString &name,
                             const QString &placeholder,
                             QStringList &target,
                             const QString &help)
{
    return {name, shortName, placeholder, help, {}, &target};
}

Parameter Parameter::rest(const QString &name, QStringList &target, const QString &help)
{
    return {name, {}, {}, help, {}, &target};
}

Parameter Parameter::words(const QString &name, QStringList &target, const QString &help)
{
    Parameter words = rest(name, target, help);
    words.isBeforeOptions = true;
    return words;
}

Parameter Parameter::completedBy(Values some) const
{
    Parameter copy = *this;
    copy.values = some;
    return copy;
}

Parameter Parameter::optional() const
{
    Parameter copy = *this;
    copy.isRequired = false;
    return copy;
}

Parameter Parameter::hidden() const
{
    Parameter copy = *this;
    copy.visibility = Visibility::Hidden;
    return copy;
}

} // namespace pierhead::cli

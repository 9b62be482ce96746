#pragma once

#include <QChar>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace pierhead::cli {

/// One thing a command takes, as data: the parser fills the target, the help text and the
/// documentation read the rest.
struct Parameter
{
    /// A list is of an option that may be given several times or, of an argument, of all that
    /// follows, options too.
    using Target = std::variant<bool *, QString *, QStringList *>;

    enum class Visibility {
        Shown,
        Hidden, ///< understood because the docker program passes it on, but not in any help
    };

    /// What completion offers beside the choices.
    enum class Values {
        Nothing,
        Extensions, ///< the names of what is installed
        Files,
        DesktopExtensions, ///< the folders of what Docker Desktop has and is not installed here
    };

    QString name;        ///< "force" for an option --force, "IMAGE" for an argument
    QChar shortName;     ///< 'f', or null
    QString placeholder; ///< what an option takes: "FORMAT"; empty for a flag and an argument
    QString help;
    QStringList choices; ///< all that is allowed; empty for anything
    Target target;       ///< must outlive the parse
    Visibility visibility = Visibility::Shown;
    Values values = Values::Nothing;
    bool isRequired = true;       ///< of an argument
    bool isBeforeOptions = false; ///< of a list of arguments: options may follow

    [[nodiscard]] bool isFlag() const { return std::holds_alternative<bool *>(target); }

    [[nodiscard]] bool isOption() const { return isFlag() || !placeholder.isEmpty(); }

    [[nodiscard]] bool isList() const { return std::holds_alternative<QStringList *>(target); }

    /// Whether `word` is the option, its value not with it: "--engine", "-H", not "--engine=x".
    [[nodiscard]] bool isNamed(const QString &word) const;

    /// Whether nothing was given.
    [[nodiscard]] bool isEmpty() const;

    /// "-f, --force", "--format FORMAT", "IMAGE", "[URL]", "COMMAND..."
    [[nodiscard]] QString synopsis() const;

    [[nodiscard]] static Parameter
    argument(const QString &name, QString &target, const QString &help);
    [[nodiscard]] static Parameter
    flag(QChar shortName, const QString &name, bool &target, const QString &help);
    [[nodiscard]] static Parameter option(QChar shortName,
                                          const QString &name,
                                          const QString &placeholder,
                                          QString &target,
                                          const QString &help,
                                          const QStringList &choices = {});

    [[nodiscard]] static Parameter options(QChar shortName,
                                           const QString &name,
                                           const QString &placeholder,
                                           QStringList &target,
                                           const QString &help);
    /// The last argument: all that follows those before it.
    [[nodiscard]] static Parameter
    rest(const QString &name, QStringList &target, const QString &help);
    /// The last argument: several of them, with options before, between and after.
    [[nodiscard]] static Parameter
    words(const QString &name, QStringList &target, const QString &help);

    /// The same, completed with those.
    [[nodiscard]] Parameter completedBy(Values some) const;
    /// The same argument, which may be left out; only the last ones may.
    [[nodiscard]] Parameter optional() const;
    /// The same, left out of help texts.
    [[nodiscard]] Parameter hidden() const;
};

using Parameters = QList<Parameter>;

} // namespace pierhead::cli

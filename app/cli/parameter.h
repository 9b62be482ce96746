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
    using Target = std::variant<bool *, QString *>;

    enum class Visibility {
        Shown,
        Hidden, ///< understood because the docker program passes it on, but not in any help
    };

    QString name;        ///< "force" for an option --force, "IMAGE" for an argument
    QChar shortName;     ///< 'f', or null
    QString placeholder; ///< what an option takes: "FORMAT"; empty for a flag and an argument
    QString help;
    QStringList choices; ///< all that is allowed; empty for anything
    Target target;       ///< must outlive the parse
    Visibility visibility = Visibility::Shown;

    [[nodiscard]] bool isFlag() const { return std::holds_alternative<bool *>(target); }

    [[nodiscard]] bool isOption() const { return isFlag() || !placeholder.isEmpty(); }

    /// "-f, --force", "--format FORMAT", "IMAGE"
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

    /// The same, left out of help texts.
    [[nodiscard]] Parameter hidden() const;
};

using Parameters = QList<Parameter>;

} // namespace pierhead::cli

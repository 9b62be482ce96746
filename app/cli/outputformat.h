#pragma once

#include "parameter.h"

#include <host/base/json.h>

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <memory>

namespace pierhead::cli {

/// Data to be printed, in the forms that the formats need.
struct Listing
{
    QStringList columns;
    QList<QStringList> rows;
    QByteArray json; ///< the same, as a JSON text
};

/// A way of printing data.
class OutputFormat
{
    Q_DISABLE_COPY_MOVE(OutputFormat)

public:
    OutputFormat() = default;
    virtual ~OutputFormat() = default;

    /// The text to print, without the last newline.
    [[nodiscard]] virtual QString render(const Listing &listing) const = 0;

    /// The format of the name; the table where there is none of it.
    [[nodiscard]] static std::unique_ptr<OutputFormat> named(const QString &name);

    /// The option --format.
    [[nodiscard]] static Parameter option(QString &target);
    /// The same of a command that prints text and no table.
    [[nodiscard]] static Parameter textOption(QString &target);

    [[nodiscard]] static bool isJson(const QString &name);
    /// The value on one line, without the newline.
    [[nodiscard]] static QString jsonLine(const nlohmann::json &value);
};

} // namespace pierhead::cli

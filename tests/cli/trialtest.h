#pragma once

#include "installtest.h"
#include "programrun.h"

namespace pierhead::test {

/// Base of the tests of `validate --run`, with the real program for the page.
class TrialTest : public InstallTest
{
    Q_OBJECT

protected:
    /// The command's words, and those behind them.
    [[nodiscard]] static QStringList validating(const QStringList &arguments);
    /// Such a run to its end.
    [[nodiscard]] static ProgramRun validate(const QStringList &arguments);
    /// What it ends with for an image where nothing is wrong.
    [[nodiscard]] static QString validLine(const QString &subject);

    /// sampleContext() with the labels that validate wants.
    [[nodiscard]] static QMap<QString, QByteArray> validContext(const QByteArray &page);

    /// All on the engine: the id, and the names.
    [[nodiscard]] static QStringList images();
    /// Whether nothing of a trial is in the home.
    [[nodiscard]] bool isDiskClean() const;
};

} // namespace pierhead::test

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace pierhead::test {

/// What a JUnit file says.
struct JUnitFile
{
    QString problem;                 ///< why it is none; else empty
    QString suite;                   ///< the suite's name
    QStringList tests;               ///< their names in their order
    QMap<QString, QString> failures; ///< by the test's name
};

[[nodiscard]] JUnitFile readJUnit(const QString &path);

} // namespace pierhead::test

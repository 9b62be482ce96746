#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>

namespace pierhead::registry {

/// What a server wants before it answers: one entry of WWW-Authenticate (RFC 9110, 11.6.1).
struct Challenge
{
    QByteArray scheme;                       ///< "bearer", "basic": in lower case
    QMap<QByteArray, QByteArray> parameters; ///< by their names in lower case, without quotes
};

/// All that the header's value has, several headers' values with commas between them. What is not
/// of the form is left out.
[[nodiscard]] QList<Challenge> challengesIn(const QByteArray &header);

} // namespace pierhead::registry

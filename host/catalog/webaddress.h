#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

/// Addresses that a stranger wrote.
namespace pierhead::catalog {

/// The address, where it is http or https, has a host and no password in it; else an empty URL.
[[nodiscard]] QUrl webAddress(const QString &text);

/// The bytes of a "data:" address that says it is a picture (PNG, JPEG, GIF, WebP or SVG); nothing
/// for every other text.
[[nodiscard]] std::optional<QByteArray> dataPicture(const QString &text);

} // namespace pierhead::catalog

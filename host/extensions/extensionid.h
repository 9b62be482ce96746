#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// What an extension is known by: the repository of its image, without a tag (contract 0). All
/// names that Docker Desktop derives from it are here, because extensions hard-code them
/// (contract 2.3).
class ExtensionId final
{
public:
    /// From an id or any image reference.
    [[nodiscard]] static Result<ExtensionId> parse(const QString &reference);

    [[nodiscard]] QString value() const { return m_value; }

    /// "mochoa_coder-docker-extension": of folders and containers. Docker Desktop's scheme gives
    /// "a/b" and "a_b" the same one.
    [[nodiscard]] QString slug() const;
    /// "<slug>-desktop-extension", with what compose does not allow in a project name replaced.
    [[nodiscard]] QString projectName() const;
    /// "<slug>-desktop-extension-service"
    [[nodiscard]] QString serviceContainerName() const;
    /// The host part of its pages' origin: letters and digits alone, the same for every version,
    /// never two ids alike.
    [[nodiscard]] QString urlHost() const;

    bool operator==(const ExtensionId &) const = default;

private:
    explicit ExtensionId(QString value);

    QString m_value;
};

} // namespace pierhead::extensions

#pragma once

#include <host/base/async.h>

#include <optional>

namespace pierhead::secrets {

/// The secrets of one owner, an extension or Pierhead itself, in the user's keyring (the Secret
/// Service, KWallet). Their names alone are in a file, so that all of them can be deleted with the
/// extension.
///
/// Without a keyring that can be unlocked every call ends with ErrorCode::Io; there is no fallback
/// to a file.
class SecretStore final
{
public:
    static constexpr qsizetype maximumNameLength = 128;
    static constexpr qsizetype maximumValueBytes = 64LL * 1024;

    /// `owner` tells the secrets of one owner from those of others; `indexFile` has the names.
    SecretStore(QString owner, QString indexFile);

    /// Nothing where there is none of this name.
    [[nodiscard]] Task<Result<std::optional<QString>>> get(QString name) const;
    /// InvalidArgument for a name that is empty or too long, or a value that is too long.
    [[nodiscard]] Task<Result<void>> set(QString name, QString value) const;
    /// One that is not there is deleted already.
    [[nodiscard]] Task<Result<void>> remove(QString name) const;
    /// All of them; what cannot be deleted stays in the index.
    [[nodiscard]] Task<Result<void>> removeAll() const;

    /// Of all that are kept, as the index has them; the keyring is not asked.
    [[nodiscard]] QStringList names() const;

private:
    [[nodiscard]] QString key(const QString &name) const;
    [[nodiscard]] Result<> writeNames(const QStringList &names) const;

    QString m_owner;
    QString m_indexFile;
};

} // namespace pierhead::secrets

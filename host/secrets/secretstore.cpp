#include "secretstore.h"

#include <host/base/answer.h>
#include <host/base/json.h>

#include <QCoroFuture>
#include <QFile>
#include <QSaveFile>
#include <qt6keychain/keychain.h>

namespace pierhead::secrets {

namespace {

const QString service = QStringLiteral("Pierhead");

/// What went wrong with a job, in words for the user.
Error describe(const QKeychain::Job &job, const Text &doing)
{
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {ErrorCode::PermissionDenied,
                doing + Text::english(" failed: the keyring was not unlocked."),
                job.errorString()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {ErrorCode::Io,
                doing
                    + Text::english(" failed: no keyring runs in this session. Start GNOME "
                                    "Keyring, KWallet or another one with the Secret Service."),
                job.errorString()};
    default:
        return {ErrorCode::Io,
                Text::english("%1 failed: the keyring says: %2.").arg(doing, job.errorString()),
                {}};
    }
}

/// Runs a job, which deletes itself; what `take` makes of it.
template <typename T, typename Job, typename Take>
Task<Result<T>> run(Job *job, Take take)
{
    const auto answer = std::make_shared<Answer<T>>();
    QObject::connect(job, &Job::finished, job, [answer, take, job] { answer->give(take(*job)); });
    job->start();
    const QFuture<Result<T>> future = answer->future();
    co_return co_await future;
}

} // namespace

SecretStore::SecretStore(QString owner, QString indexFile)
    : m_owner(std::move(owner))
    , m_indexFile(std::move(indexFile))
{ }

Task<Result<std::optional<QString>>> SecretStore::get(QString name) const
{
    using Value = std::optional<QString>;
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(key(name));
    const auto take = [name](const QKeychain::ReadPasswordJob &done) -> Result<Value> {
        if (done.error() == QKeychain::EntryNotFound) {
            return Value();
        }
        if (done.error() != QKeychain::NoError) {
            return tl::unexpected<Error>(
                describe(done, Text::english("Reading the secret \"%1\"").arg(name)));
        }
        return Value(done.textData());
    };
    return run<Value>(job, take);
}

Task<Result<void>> SecretStore::set(QString name, QString value) const
{
    if (name.isEmpty() || name.size() > maximumNameLength) {
        co_return failure(
            ErrorCode::InvalidArgument,
            Text::english("A secret's name has 1 to %1 characters.").arg(maximumNameLength));
    }
    if (value.toUtf8().size() > maximumValueBytes) {
        co_return failure(ErrorCode::InvalidArgument,
                          Text::english("The secret \"%1\" has more than %2 KiB.")
                              .arg(name)
                              .arg(maximumValueBytes / 1024));
    }
    QStringList known = names();
    if (!known.contains(name)) {
        known.append(name);
        // First, so that no secret is ever there without its name.
        if (Result<> written = writeNames(known); !written) {
            co_return written;
        }
    }
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(key(name));
    job->setTextData(value);
    const auto take = [name](const QKeychain::WritePasswordJob &done) -> Result<void> {
        if (done.error() != QKeychain::NoError) {
            return tl::unexpected<Error>(
                describe(done, Text::english("Keeping the secret \"%1\"").arg(name)));
        }
        return {};
    };
    Task<Result<void>> running = run<void>(job, take);
    co_return co_await running;
}

Task<Result<void>> SecretStore::remove(QString name) const
{
    const SecretStore self = *this; // may be gone by then
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(key(name));
    const auto take = [name](const QKeychain::DeletePasswordJob &done) -> Result<void> {
        if (done.error() != QKeychain::NoError && done.error() != QKeychain::EntryNotFound) {
            return tl::unexpected<Error>(
                describe(done, Text::english("Deleting the secret \"%1\"").arg(name)));
        }
        return {};
    };
    Task<Result<void>> running = run<void>(job, take);
    Result<void> deleted = co_await running;
    if (!deleted) {
        co_return deleted;
    }
    QStringList known = self.names();
    co_return known.removeAll(name) > 0 ? self.writeNames(known) : Result<>();
}

Task<Result<void>> SecretStore::removeAll() const
{
    const SecretStore self = *this;
    const QStringList known = self.names();
    for (const QString &name : known) {
        Task<Result<void>> removing = self.remove(name);
        Result<void> removed = co_await removing;
        if (!removed) {
            co_return removed;
        }
    }
    co_return Result<>();
}

QString SecretStore::key(const QString &name) const
{
    // No id has a blank in it.
    return m_owner + QLatin1Char(' ') + name;
}

QStringList SecretStore::names() const
{
    QFile file(m_indexFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return json::parseAs<QStringList>(file.readAll()).value_or(QStringList());
}

Result<> SecretStore::writeNames(const QStringList &names) const
{
    QSaveFile file(m_indexFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(json::serialize(names)) < 0
        || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("The list of secrets could not be written to %1: %2.")
                           .arg(m_indexFile, file.errorString()));
    }
    return {};
}

} // namespace pierhead::secrets

#include "givenlimits.h"

#include <host/base/json.h>

#include <QFile>
#include <QSaveFile>

namespace pierhead::extensions {

namespace {

QString givenLimitsPath(const ExtensionStore &store, const ExtensionId &id)
{
    return store.folder(id) + QStringLiteral("/limits.json");
}

} // namespace

backend::GivenLimits readGivenLimits(const ExtensionStore &store, const ExtensionId &id)
{
    QFile file(givenLimitsPath(store, id));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return json::parseAs<backend::GivenLimits>(file.readAll()).value_or(backend::GivenLimits());
}

Result<> writeGivenLimits(const ExtensionStore &store,
                          const ExtensionId &id,
                          const backend::GivenLimits &given)
{
    const QString path = givenLimitsPath(store, id);
    if (given.isEmpty()) {
        QFile::remove(path);
        return {};
    }
    const QByteArray text = json::serializePretty(nlohmann::json(given));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing down in %1 which limits the containers have failed: "
                                     "%2. Look whether the disk is full, and restart the backend.")
                           .arg(path, file.errorString()));
    }
    return {};
}

} // namespace pierhead::extensions

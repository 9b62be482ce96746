#include "requesttarget.h"

#include <host/base/json.h>

#include <QUrl>

namespace pierhead::engine {

QByteArray pathPart(const QString &name)
{
    return QUrl::toPercentEncoding(name, "/:@");
}

QByteArray withQuery(const QByteArray &path, const QueryItems &items)
{
    QByteArray target = path;
    char separator = '?';
    for (const auto &[name, value] : items) {
        target += separator + name + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    return target;
}

QueryItems queryItems(const QMap<QString, QString> &query)
{
    QueryItems items;
    for (auto item = query.cbegin(); item != query.cend(); ++item) {
        items.append({item.key().toUtf8(), item.value()});
    }
    return items;
}

QString filterText(const QMap<QString, QStringList> &filters)
{
    nlohmann::json object = nlohmann::json::object();
    for (auto filter = filters.cbegin(); filter != filters.cend(); ++filter) {
        object[filter.key().toStdString()] = filter.value();
    }
    return QString::fromUtf8(json::serialize(object));
}

} // namespace pierhead::engine

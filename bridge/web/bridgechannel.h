#pragma once

#include <QObject>

#include <functional>

namespace pierhead::bridge {

/// The one object that a page's script sees of the program, under the name "bridge".
class BridgeChannel final : public QObject
{
    Q_OBJECT

public:
    using Receiver = std::function<void(const QByteArray &)>;

    /// `receiver` gets what the page writes, as UTF-8.
    explicit BridgeChannel(Receiver receiver, QObject *parent = nullptr);

    /// The page writes a message.
    Q_INVOKABLE void post(const QString &text);

Q_SIGNALS:
    /// A message for the page.
    void message(const QString &text);
    /// A chunk of a stream whose data is {name: text}.
    void chunk(qint64 id, qint64 bytes, const QString &name, const QString &text);
    /// The same with a text that is fetched from the path, in order with the others.
    void parcel(qint64 id, qint64 bytes, const QString &name, const QString &path);
    /// Something to fetch from the path, to see whether the page can.
    void parcelTried(const QString &path);

private:
    Receiver m_receiver;
};

} // namespace pierhead::bridge

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QMutex>
#include <QStringList>
#include <QThread>
#include <QVariant>

#include <memory>
#include <optional>
#include <utility>

namespace pierhead::test {

/// What a desktop's panel has on D-Bus: it is told of icons, and keeps which there are. Private to
/// TrayHost, on whose thread it lives.
class TrayWatcher final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(QStringList RegisteredStatusNotifierItems READ items)
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ hasHost)
    Q_PROPERTY(int ProtocolVersion READ protocolVersion)

public:
    [[nodiscard]] QStringList items() const;

    [[nodiscard]] bool hasHost() const { return true; }

    [[nodiscard]] int protocolVersion() const { return 0; }

    void forget(const QString &service);

public Q_SLOTS: // by the names that the interface has
    void RegisterStatusNotifierItem(const QString &service);

Q_SIGNALS:
    void StatusNotifierItemRegistered(const QString &service);
    void StatusNotifierItemUnregistered(const QString &service);
    void StatusNotifierHostRegistered();

private:
    mutable QMutex m_mutex;
    QStringList m_items;
};

/// A desktop's tray on the session bus, there for as long as this is. It has a connection and a
/// thread of its own, for Qt waits for its answers; what it asks of an icon is asked without
/// waiting, for the icon is on this thread.
class TrayHost final
{
    Q_DISABLE_COPY_MOVE(TrayHost)

public:
    TrayHost();
    ~TrayHost();

    /// Whether it has its name on the bus.
    [[nodiscard]] bool isThere() const { return m_isThere; }

    /// The services of the icons that are there.
    [[nodiscard]] QStringList items() const { return m_watcher->items(); }

    /// A property of the icon: "ToolTip", "Status".
    [[nodiscard]] QVariant property(const QString &item, const QString &name) const;
    /// What a click on it does.
    [[nodiscard]] bool activate(const QString &item) const;
    /// The texts of its menu.
    [[nodiscard]] QStringList menu(const QString &item) const;
    /// A click on that entry; false where there is none.
    [[nodiscard]] bool choose(const QString &item, const QString &text) const;

private:
    /// The answer; nothing where that is an error, or does not come.
    [[nodiscard]] std::optional<QVariantList> ask(const QDBusMessage &call) const;
    /// Ids and texts of the menu's entries, as they are shown.
    [[nodiscard]] QList<std::pair<int, QString>> entries(const QString &item) const;

    QDBusConnection m_bus;
    QThread m_thread;
    std::unique_ptr<TrayWatcher> m_watcher;
    bool m_isThere = false;
};

} // namespace pierhead::test

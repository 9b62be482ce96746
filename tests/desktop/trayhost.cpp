#include "trayhost.h"

#include "waiting.h"

#include <QDBusArgument>
#include <QDBusPendingCall>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QTest>

namespace pierhead::test {

namespace {

const QString watcherService = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString watcherPath = QStringLiteral("/StatusNotifierWatcher");
const QString itemInterface = QStringLiteral("org.kde.StatusNotifierItem");
const QString itemPath = QStringLiteral("/StatusNotifierItem");
const QString menuInterface = QStringLiteral("com.canonical.dbusmenu");
const QString menuPath = QStringLiteral("/MenuBar");
const QString connectionName = QStringLiteral("tray");
constexpr int answerLimit = 5'000;

} // namespace

QStringList TrayWatcher::items() const
{
    const QMutexLocker locker(&m_mutex);
    return m_items;
}

void TrayWatcher::forget(const QString &service)
{
    {
        const QMutexLocker locker(&m_mutex);
        m_items.removeAll(service);
    }
    Q_EMIT StatusNotifierItemUnregistered(service);
}

void TrayWatcher::RegisterStatusNotifierItem(const QString &service)
{
    {
        const QMutexLocker locker(&m_mutex);
        m_items.append(service);
    }
    Q_EMIT StatusNotifierItemRegistered(service);
}

TrayHost::TrayHost()
    : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName))
    , m_watcher(std::make_unique<TrayWatcher>())
{
    auto *gone = new QDBusServiceWatcher(m_watcher.get());
    gone->setConnection(m_bus);
    gone->setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    QObject::connect(m_watcher.get(),
                     &TrayWatcher::StatusNotifierItemRegistered,
                     gone,
                     &QDBusServiceWatcher::addWatchedService);
    QObject::connect(
        gone, &QDBusServiceWatcher::serviceUnregistered, m_watcher.get(), &TrayWatcher::forget);
    const auto contents = QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals
        | QDBusConnection::ExportAllProperties;
    // Before it moves, for its signals get a child of it here.
    const bool isKnown = m_bus.registerObject(watcherPath, m_watcher.get(), contents);
    m_watcher->moveToThread(&m_thread);
    m_thread.start();
    m_isThere = isKnown && m_bus.registerService(watcherService);
}

TrayHost::~TrayHost()
{
    m_bus.unregisterService(watcherService);
    m_bus.unregisterObject(watcherPath);
    // Where it is deleted, for what it tells while it is.
    QMetaObject::invokeMethod(
        m_watcher.get(),
        [this, here = QThread::currentThread()] { m_watcher->moveToThread(here); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_watcher.reset();
    QDBusConnection::disconnectFromBus(connectionName);
}

QVariant TrayHost::property(const QString &item, const QString &name) const
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        item, itemPath, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    call.setArguments({itemInterface, name});
    const std::optional<QVariantList> answer = ask(call);
    return answer ? answer->value(0).value<QDBusVariant>().variant() : QVariant();
}

bool TrayHost::activate(const QString &item) const
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(item, itemPath, itemInterface, QStringLiteral("Activate"));
    call.setArguments({0, 0});
    return ask(call).has_value();
}

QStringList TrayHost::menu(const QString &item) const
{
    QStringList texts;
    for (const auto &[id, text] : entries(item)) {
        texts.append(text);
    }
    return texts;
}

bool TrayHost::choose(const QString &item, const QString &text) const
{
    int id = -1;
    for (const auto &[known, shown] : entries(item)) {
        id = shown == text ? known : id;
    }
    QDBusMessage call =
        QDBusMessage::createMethodCall(item, menuPath, menuInterface, QStringLiteral("Event"));
    const QVariant nothing = QVariant::fromValue(QDBusVariant(QString()));
    call.setArguments({id, QStringLiteral("clicked"), nothing, 0U});
    return id >= 0 && ask(call).has_value();
}

QList<std::pair<int, QString>> TrayHost::entries(const QString &item) const
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(item, menuPath, menuInterface, QStringLiteral("GetLayout"));
    call.setArguments({0, -1, QStringList()});
    const std::optional<QVariantList> answer = ask(call);
    QList<std::pair<int, QString>> found;
    if (!answer || answer->size() < 2) {
        return found;
    }
    // (id, properties, entries), and each of those is the same in a variant.
    const auto root = answer->at(1).value<QDBusArgument>();
    int id = 0;
    QVariantMap properties;
    QVariantList below;
    root.beginStructure();
    root >> id >> properties >> below;
    root.endStructure();
    for (const QVariant &entry : below) {
        const auto parts = entry.value<QDBusArgument>();
        parts.beginStructure();
        parts >> id >> properties;
        parts.endStructure();
        found.append({id, properties.value(QStringLiteral("label")).toString()});
    }
    return found;
}

std::optional<QVariantList> TrayHost::ask(const QDBusMessage &call) const
{
    const QDBusPendingCall pending = m_bus.asyncCall(call, answerLimit);
    const bool isAnswered = test::waitFor([&pending] { return pending.isFinished(); }, answerLimit);
    if (!isAnswered || pending.isError()) {
        return std::nullopt;
    }
    return pending.reply().arguments();
}

} // namespace pierhead::test

#include "screenreader.h"

#include <QAccessible>
#include <QAccessibleBridge>
#include <QtPlugin>

#include <utility>

namespace pierhead::test {

namespace {

QStringList &alerts()
{
    static QStringList texts;
    return texts;
}

class Reader final : public QAccessibleBridge
{
public:
    void setRootObject(QAccessibleInterface *) override { }

    void notifyAccessibilityUpdate(QAccessibleEvent *event) override
    {
        if (event->type() != QAccessible::Alert) {
            return;
        }
        const QAccessibleInterface *subject = event->accessibleInterface();
        alerts().append(subject != nullptr ? subject->text(QAccessible::Name) : QString());
    }
};

} // namespace

/// An update handler would be simpler, but is asked only where the platform has readers.
class ScreenReaderPlugin final : public QAccessibleBridgePlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.qt-project.Qt.QAccessibleBridgeFactoryInterface" FILE
                          "screenreader.json")

public:
    QAccessibleBridge *create(const QString &) override { return new Reader; }
};

QStringList takeAlerts()
{
    return std::exchange(alerts(), {});
}

} // namespace pierhead::test

Q_IMPORT_PLUGIN(ScreenReaderPlugin)

#include "screenreader.moc"

#include "guardedtest.h"
#include "result.h"
#include "testextension.h"
#include "testprogram.h"

#include <bridge/core/servicetarget.h>

#include <QTest>

namespace pierhead::bridge {

/// Which socket of the backend a page's requests go to.
class ServiceTargetTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] PageContext pageOf(const QString &tabsSocket, const QString &exposed) const
    {
        const engine::EngineClient engine{engine::EngineAddress{}};
        PageContext page{test::testExtension(home()), engine};
        page.extension.manifest.tab->backendSocket = tabsSocket;
        page.extension.manifest.backend->exposedSocket = exposed;
        page.backend = backend::BackendSession(engine, QStringLiteral("container"));
        return page;
    }

private Q_SLOTS:

    void socket_ofTheTabBeforeThatOfTheBackend_data()
    {
        QTest::addColumn<QString>("ofTheTab");
        QTest::addColumn<QString>("exposed");
        QTest::addColumn<QString>("socket");
        const auto row = [](const char *name, const char *tab, const char *vm, const char *socket) {
            QTest::newRow(name) << QString::fromLatin1(tab) << QString::fromLatin1(vm)
                                << QString::fromLatin1(socket);
        };
        row("both", "tab.sock", "vm.sock", "/run/guest-services/tab.sock");
        row("the tab's", "tab.sock", "", "/run/guest-services/tab.sock");
        row("the backend's", "", "vm.sock", "/run/guest-services/vm.sock");
    }

    void socket_ofTheTabBeforeThatOfTheBackend()
    {
        QFETCH(const QString, ofTheTab);
        QFETCH(const QString, exposed);
        QFETCH(const QString, socket);
        const auto target =
            ServiceTarget::of(pageOf(ofTheTab, exposed), QStringLiteral("/items?a=1"));
        VERIFY_RESULT(target);
        QCOMPARE(target->socket, socket);
        QCOMPARE(target->target, "/items?a=1");
    }

    void socket_withoutATab_isTheBackends()
    {
        PageContext page = pageOf({}, QStringLiteral("vm.sock"));
        page.extension.manifest.tab.reset();
        const auto target = ServiceTarget::of(page, QStringLiteral("/"));
        VERIFY_RESULT(target);
        QCOMPARE(target->socket, QStringLiteral("/run/guest-services/vm.sock"));
    }

    void socket_ofNeither_isNotFound()
    {
        COMPARE_ERROR(ServiceTarget::of(pageOf({}, {}), QStringLiteral("/")), ErrorCode::NotFound);
    }

    void socket_ofATabWithoutABackend_isNotFound()
    {
        PageContext page = pageOf(QStringLiteral("tab.sock"), {});
        page.extension.manifest.backend.reset();
        COMPARE_ERROR(ServiceTarget::of(page, QStringLiteral("/")), ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(ServiceTargetTest)

} // namespace pierhead::bridge

#include "tst_servicetarget.moc"

#include "guardedtest.h"
#include "testprogram.h"

#include <host/extensions/permissions.h>

#include <QTest>

namespace pierhead::extensions {

class PermissionsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void permissionNames_all_areTheWireNames()
    {
        QCOMPARE(permissionNames(allPermissions()),
                 (QStringList{QStringLiteral("vm"),
                              QStringLiteral("docker"),
                              QStringLiteral("host"),
                              QStringLiteral("network"),
                              QStringLiteral("dialogs"),
                              QStringLiteral("open-external")}));
        QVERIFY(permissionNames({}).isEmpty());
    }

    void permissionsFrom_everySet_comesBack()
    {
        for (int bits = 0; bits <= int(allPermissions()); ++bits) {
            const Permissions permissions(bits);
            QCOMPARE(permissionsFrom(permissionNames(permissions)), permissions);
        }
    }

    void permissionsFrom_unknownNames_areLeftOut()
    {
        QCOMPARE(permissionsFrom({QStringLiteral("root"),
                                  QStringLiteral("VM"),
                                  QString(),
                                  QStringLiteral("docker")}),
                 Permissions(Permission::Docker));
    }
};

PIERHEAD_TEST(PermissionsTest)

} // namespace pierhead::extensions

#include "tst_permissions.moc"

#include "guardedtest.h"
#include "testprogram.h"

#include <host/base/paths.h>

#include <QTest>

namespace pierhead {

class PathsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void fromEnvironment_pierheadHome_movesAll()
    {
        const Paths paths = Paths::fromEnvironment();
        QCOMPARE(paths.data, home() + QStringLiteral("/data"));
        QCOMPARE(paths.cache, home() + QStringLiteral("/cache"));
        QCOMPARE(paths.runtime, home() + QStringLiteral("/run"));
        QCOMPARE(paths.extensions(), home() + QStringLiteral("/data/extensions"));
    }

    void fromEnvironment_noPierheadHome_followsXdg()
    {
        qunsetenv("PIERHEAD_HOME");
        qputenv("XDG_DATA_HOME", home().toUtf8());
        qputenv("XDG_RUNTIME_DIR", home().toUtf8());
        const Paths paths = Paths::fromEnvironment();
        qunsetenv("XDG_DATA_HOME");
        qunsetenv("XDG_RUNTIME_DIR");
        QCOMPARE(paths.data, home() + QStringLiteral("/pierhead"));
    }

    void fromEnvironment_noRuntimeFolder_isInTheCache()
    {
        qunsetenv("PIERHEAD_HOME");
        qputenv("XDG_CACHE_HOME", home().toUtf8());
        qunsetenv("XDG_RUNTIME_DIR");
        const Paths paths = Paths::fromEnvironment();
        qunsetenv("XDG_CACHE_HOME");
        QCOMPARE(paths.runtime, home() + QStringLiteral("/pierhead/run"));
    }
};

PIERHEAD_TEST(PathsTest)

} // namespace pierhead

#include "tst_paths.moc"

#include "guardedtest.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/archive/ocilayout.h>

using namespace pierhead;

/// For which platforms an OCI layout says that it has images.
class LayoutPlatformsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void platforms_ofAnIndexInTheIndex_areItsOwn()
    {
        const QString file = home() + QStringLiteral("/layout.tar");
        test::writeFile(file,
                        test::savedLayout({.reference = QStringLiteral("a:1"),
                                           .files = {{QStringLiteral("metadata.json"), "{}"}},
                                           .labels = {},
                                           .architecture = QStringLiteral("arm64")}));
        const auto platforms = archive::platformsInLayout(file);
        VERIFY_RESULT(platforms);
        QCOMPARE(*platforms,
                 (QStringList{QStringLiteral("linux/unheard-of"), QStringLiteral("linux/arm64")}));
    }

    void platforms_ofNoLayout_areAnError()
    {
        const QString file = home() + QStringLiteral("/save.tar");
        test::writeFile(file, test::savedImages({}));
        COMPARE_ERROR(archive::platformsInLayout(file), ErrorCode::InvalidImage);
    }
};

PIERHEAD_TEST(LayoutPlatformsTest)

#include "tst_layoutplatforms.moc"

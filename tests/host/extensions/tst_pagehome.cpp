#include "guardedtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/pagehome.h>
#include <host/settings/settings.h>

#include <QFileInfo>

using namespace pierhead;
using namespace pierhead::extensions;

/// The home that a program shows a version in which is not installed yet.
class PageHomeTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static Paths under(const QString &folder)
    {
        return {folder + QStringLiteral("/data"),
                folder + QStringLiteral("/cache"),
                folder + QStringLiteral("/run")};
    }

    [[nodiscard]] ExtensionStore own() const
    {
        return ExtensionStore(under(home() + QStringLiteral("/own")));
    }

    [[nodiscard]] QString shown() const { return home() + QStringLiteral("/shown"); }

    /// A version that lies there and does not count yet.
    [[nodiscard]] Result<InstalledExtension> staged() const
    {
        const auto sample = test::sampleExtension(
            QStringLiteral("org/sample:2"), QStringLiteral("sample"), QStringLiteral("two"));
        auto installed = test::storeExtension(own(), sample);
        if (installed) {
            installed->folder.clear();
            installed->engine = QStringLiteral("unix:///run/shown.sock");
        }
        return installed;
    }

private Q_SLOTS:

    void home_ofAStagedVersion_hasItInstalled()
    {
        const auto extension = staged();
        VERIFY_RESULT(extension);
        VERIFY_RESULT(makePageHome(shown(), *extension, own()));
        const auto found = ExtensionStore(under(shown())).find(QStringLiteral("org/sample"));
        VERIFY_RESULT(found);
        QCOMPARE(found->reference, QStringLiteral("org/sample:2"));
        QCOMPARE(found->engine, QStringLiteral("unix:///run/shown.sock"));
        QCOMPARE(test::readFile(found->uiRoot() + QStringLiteral("/index.html")), "sha256:two");
        QVERIFY(found->profilePath().startsWith(shown()));
    }

    void home_secrets_areThoseOfTheExtension()
    {
        const auto extension = staged();
        VERIFY_RESULT(extension);
        VERIFY_RESULT(makePageHome(shown(), *extension, own()));
        const QFileInfo names(ExtensionStore(under(shown())).folder(extension->id)
                              + QStringLiteral("/secrets.json"));
        QVERIFY(names.isSymLink());
        QCOMPARE(names.symLinkTarget(),
                 own().folder(extension->id) + QStringLiteral("/secrets.json"));
    }

    void home_settings_haveTheSwitchAlone()
    {
        const auto extension = staged();
        VERIFY_RESULT(extension);
        VERIFY_RESULT(settings::Settings(own().paths()).change([](settings::SettingValues &values) {
            values.extensionsEnabled = true;
            values.dev[QStringLiteral("org/sample")].hasDevTools = true;
        }));
        VERIFY_RESULT(makePageHome(shown(), *extension, own()));
        const settings::SettingValues values = settings::Settings(under(shown())).values();
        QCOMPARE(values.extensionsEnabled, std::optional(true));
        QVERIFY(values.dev.isEmpty());
    }

    void home_inNoFolder_isAnError()
    {
        const auto extension = staged();
        VERIFY_RESULT(extension);
        test::writeFile(shown(), "a file");
        COMPARE_ERROR(makePageHome(shown(), *extension, own()), ErrorCode::Io);
    }
};

PIERHEAD_TEST(PageHomeTest)

#include "tst_pagehome.moc"

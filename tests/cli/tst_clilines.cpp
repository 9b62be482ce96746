#include "guardedtest.h"
#include "testprogram.h"

#include <app/cli/eventlines.h>
#include <app/cli/extensionlisting.h>

#include <QTest>

Q_DECLARE_METATYPE(pierhead::extensions::InstallEvent::Step)

namespace pierhead::cli {

using Step = extensions::InstallEvent::Step;

/// The words of the commands: one line for each step, and the table of `ls`.
class CliLinesTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void lineFor_everyStep_isTheDocumentedLine_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<QString>("line");
        QTest::newRow("pulling") << Step::Pulling << "Image not available locally, pulling S...";
        QTest::newRow("loading") << Step::Loading << "Loading image archive S...";
        QTest::newRow("building") << Step::Building << "Building image from S...";
        QTest::newRow("installing")
            << Step::Installing << "Installing new extension \"S\" with M ...";
        QTest::newRow("extracting") << Step::Extracting << QString();
        QTest::newRow("service") << Step::InstallingService
                                 << "Installing service in Desktop VM...";
        QTest::newRow("compose") << Step::SettingComposeAttributes
                                 << "Setting additional compose attributes";
        QTest::newRow("started") << Step::ServiceStarted << "VM service started";
        QTest::newRow("binary") << Step::InstallingHostBinary
                                << "Installing Desktop extension binary \"S\" on host...";
        QTest::newRow("binary done")
            << Step::HostBinaryInstalled << "Desktop extension binary \"S\" installed";
        QTest::newRow("tab") << Step::InstallingTab
                             << "Installing Desktop extension UI for tab \"S\"...";
        QTest::newRow("tab done") << Step::TabAdded << "Extension UI tab \"S\" added.";
        QTest::newRow("installed") << Step::Installed << "Extension \"S\" installed successfully";
        QTest::newRow("removing") << Step::Removing << "Removing extension S...";
        QTest::newRow("removing service")
            << Step::RemovingService << "Removing extension VM service...";
        QTest::newRow("service removed")
            << Step::ServiceRemoved << "Extension removed from Desktop VM";
        QTest::newRow("tab removed") << Step::TabRemoved << "Extension UI tab S removed";
        QTest::newRow("removed") << Step::Removed << "Extension \"S\" removed";
    }

    void lineFor_everyStep_isTheDocumentedLine()
    {
        QFETCH(Step, step);
        QFETCH(QString, line);
        const auto actual = lineFor({step, QStringLiteral("S"), QStringLiteral("M")});
        QCOMPARE(actual.value_or(QString()), line);
        QCOMPARE(actual.has_value(), !line.isEmpty());
    }

    void listing_backendStates_areWords_data()
    {
        QTest::addColumn<QString>("engineSays");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("state");
        QTest::newRow("runs") << "1/1"
                              << "Running(1)"
                              << "running";
        QTest::newRow("stands") << "0/1"
                                << "Not started"
                                << "stopped";
        QTest::newRow("gone") << "0/0"
                              << "Not started"
                              << "stopped";
        QTest::newRow("engine down") << ""
                                     << "Unknown"
                                     << "unknown";
        QTest::newRow("no backend") << "none"
                                    << "-"
                                    << "none";
    }

    void listing_backendStates_areWords()
    {
        QFETCH(QString, engineSays);
        QFETCH(QString, cell);
        QFETCH(QString, state);
        ListedExtension listed{hello(), std::nullopt};
        if (engineSays == QStringLiteral("none")) {
            listed.extension.manifest.backend.reset();
        } else if (!engineSays.isEmpty()) {
            listed.backend =
                backend::BackendState{engineSays.left(1).toInt(), engineSays.right(1).toInt()};
        }
        const Listing listing = listingOf({listed});
        QCOMPARE(listing.rows.at(0),
                 (QStringList{QStringLiteral("hello-backend"),
                              QStringLiteral("Docker Inc."),
                              QStringLiteral("desktop-backend-minimal-extension:0.0.1"),
                              QStringLiteral("1 tab(Hello Backend Extension)"),
                              cell,
                              QString()}));
        QVERIFY2(listing.json.contains("\"state\": \"" + state.toUtf8() + '"'), listing.json);
    }

    void listing_hostBinariesWithoutTab_areCounted()
    {
        ListedExtension listed{hello(), std::nullopt};
        listed.extension.manifest.tab.reset();
        listed.extension.manifest.hostBinaries = {QStringLiteral("linux/one"),
                                                  QStringLiteral("two")};
        const Listing listing = listingOf({listed});
        QCOMPARE(listing.rows.at(0).at(3), QString());
        QCOMPARE(listing.rows.at(0).at(5), QStringLiteral("2 binarie(s)"));
    }

    void listing_newerVersion_isTold()
    {
        const Listing listing = listingOf({{hello(), std::nullopt, true, QStringLiteral("1.2.0")}});
        QCOMPARE(listing.columns.last(), QStringLiteral("UPDATE"));
        QCOMPARE(listing.rows.at(0).last(), QStringLiteral("1.2.0"));
        QVERIFY2(listing.json.contains("\"update\": \"1.2.0\""), listing.json);
    }

    void listing_nothingInstalled_isHeaderAndEmptyArray()
    {
        const Listing listing = listingOf({});
        QCOMPARE(OutputFormat::named({})->render(listing),
                 QStringLiteral("PLUGIN   PROVIDER   IMAGE   UI   VM   HOST"));
        QCOMPARE(listing.json, QByteArray("[]\n"));
    }

private:
    static extensions::InstalledExtension hello()
    {
        const QString reference = QStringLiteral("desktop-backend-minimal-extension:0.0.1");
        extensions::Manifest manifest;
        manifest.tab = extensions::DashboardTab{
            QStringLiteral("Hello Backend Extension"), QStringLiteral("ui"), {}, {}};
        manifest.backend = extensions::BackendManifest{QStringLiteral("x"), {}, {}};
        extensions::ImageLabels labels;
        labels.vendor = QStringLiteral("Docker Inc.");
        return {extensions::ExtensionId::parse(reference).value(),
                QStringLiteral("hello-backend"),
                reference,
                QStringLiteral("sha256:1"),
                QStringLiteral("unix:///engine.sock"),
                labels,
                manifest,
                {},
                QDateTime(),
                {},
                {}};
    }
};

PIERHEAD_TEST(CliLinesTest)

} // namespace pierhead::cli

#include "tst_clilines.moc"

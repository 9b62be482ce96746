#include "installedextensions.h"
#include "testprogram.h"

#include <app/desktop/extensionmodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using pierhead::desktop::BackendStatus;
using pierhead::desktop::ExtensionModel;
using pierhead::extensions::InstalledExtension;

class DesktopModelTest final : public test::GuardedTest
{
    Q_OBJECT

    static std::vector<InstalledExtension> extensions(const QStringList &titles)
    {
        std::vector<InstalledExtension> made;
        for (const QString &title : titles) {
            test::PreparedExtension wanted;
            wanted.id = title.toLower();
            wanted.title = title;
            auto extension = test::prepare(Paths::fromEnvironment(), wanted);
            if (extension) {
                made.push_back(std::move(*extension));
            }
        }
        return made;
    }

    static QStringList titles(const ExtensionModel &model)
    {
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            shown.append(model.data(model.index(row), Qt::DisplayRole).toString());
        }
        return shown;
    }

    static QStringList words(const QString &line)
    {
        return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:

    void rows_afterAnyChange_areInTheOrderOfTheirTitles_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("first") << QString() << QStringLiteral("Beta");
        QTest::newRow("one before") << QStringLiteral("Beta") << QStringLiteral("Alpha Beta");
        QTest::newRow("one between")
            << QStringLiteral("Alpha Gamma") << QStringLiteral("Alpha Beta Gamma");
        QTest::newRow("one gone") << QStringLiteral("Alpha Beta Gamma")
                                  << QStringLiteral("Alpha Gamma");
        QTest::newRow("all gone") << QStringLiteral("Alpha Beta") << QString();
        QTest::newRow("others") << QStringLiteral("Alpha Beta") << QStringLiteral("Delta Gamma");
        QTest::newRow("the same") << QStringLiteral("Alpha Beta") << QStringLiteral("Alpha Beta");
    }

    void rows_afterAnyChange_areInTheOrderOfTheirTitles()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        ExtensionModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setExtensions(extensions(words(before)));
        QCOMPARE(titles(model), words(before));
        model.setExtensions(extensions(words(after)));
        QCOMPARE(titles(model), words(after));
    }

    void backend_ofANewRow_isBeingChecked()
    {
        ExtensionModel model;
        model.setExtensions(extensions({QStringLiteral("Alpha")}));
        QCOMPARE(model.rows().front().backend.kind, BackendStatus::Kind::Checking);
    }

    void backend_onceKnown_staysWhenTheListIsReadAgain()
    {
        ExtensionModel model;
        model.setExtensions(extensions({QStringLiteral("Alpha")}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setBackend(QStringLiteral("alpha"), {BackendStatus::Kind::Running, 1, 1});
        QCOMPARE(changed.size(), 1);
        model.setBackend(QStringLiteral("alpha"), {BackendStatus::Kind::Running, 1, 1});
        QCOMPARE(changed.size(), 1);
        model.setExtensions(extensions({QStringLiteral("Alpha")}));
        QCOMPARE(model.find(QStringLiteral("alpha"))->backend.kind, BackendStatus::Kind::Running);
    }

    void find_ofWhatIsNotThere_isNull()
    {
        const ExtensionModel model;
        QCOMPARE(model.find(QStringLiteral("alpha")), nullptr);
    }
};

PIERHEAD_TEST(DesktopModelTest)

#include "tst_desktop_model.moc"

#include "containertest.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QStandardPaths>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

/// Containers of images that are made for another machine.
class ForeignImageTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    /// An image that says it is of that architecture, with /sleep and /echo, as an archive. The
    /// programs are this machine's, so that they run without an emulator.
    [[nodiscard]] QString makeImage(const QString &reference, const QString &architecture) const
    {
        QFile busybox(QStandardPaths::findExecutable(QStringLiteral("busybox")));
        if (!busybox.open(QIODevice::ReadOnly)) {
            qWarning("busybox is not installed");
        }
        const QByteArray program = busybox.readAll();
        const QString archive = home() + QStringLiteral("/foreign.tar");
        test::writeFile(archive,
                        test::savedImages({{reference,
                                            {{QStringLiteral("sleep"), program},
                                             {QStringLiteral("echo"), program}},
                                            {},
                                            architecture}}));
        return archive;
    }

private Q_SLOTS:

    void commands_runByTheEngine_data()
    {
        QTest::addColumn<QString>("architecture");
        QTest::newRow("no agent is built for it") << QStringLiteral("riscv64");
        QTest::newRow("its agent does not run here") << QStringLiteral("arm64");
    }

    void commands_runByTheEngine()
    {
        QFETCH(const QString, architecture);
        const QString reference = QStringLiteral("foreignimage/%1:1").arg(architecture);
        VERIFY_RESULT(await(client().loadImage(makeImage(reference, architecture), {})));
        engine::ContainerSpec spec;
        spec.image = reference;
        spec.command = {QStringLiteral("/sleep"), QStringLiteral("100000")};
        start(spec);
        const BackendSession backend = session();
        for (int count = 0; count < 2; ++count) {
            const auto outcome =
                await(backend.exec({.command = {QStringLiteral("/echo"), QStringLiteral("hello")},
                                    .workingDirectory = {},
                                    .environment = {}}));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
            QVERIFY(!backend.hasAgent());
        }
    }
};

PIERHEAD_TEST(ForeignImageTest)

#include "tst_foreignimage.moc"

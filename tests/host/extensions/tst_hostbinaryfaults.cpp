#include "guardedtest.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/hostbinaryfaults.h>

#include <QDir>

#include <elf.h>

using namespace pierhead;
using extensions::Fault;

namespace {

QByteArray program(Elf64_Half machine)
{
    Elf64_Ehdr header{};
    header.e_ident[EI_MAG0] = ELFMAG0;
    header.e_ident[EI_MAG1] = ELFMAG1;
    header.e_ident[EI_MAG2] = ELFMAG2;
    header.e_ident[EI_MAG3] = ELFMAG3;
    header.e_machine = machine;
    return {reinterpret_cast<const char *>(&header), sizeof header};
}

} // namespace

/// Whether a host binary runs on the image's platform.
class HostBinaryFaultsTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void binary_isFor_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected"); ///< empty for no fault
        QTest::newRow("same platform") << program(EM_X86_64) << QString();
        QTest::newRow("script") << QByteArray("#!/bin/sh\n") << QString();
        QTest::newRow("older machine") << program(EM_386) << QString();
        QTest::newRow("another platform")
            << program(EM_AARCH64) << QStringLiteral("error: is a program for arm64");
        QTest::newRow("data") << QByteArray("hello")
                              << QStringLiteral("warning: neither a program");
        QTest::newRow("cut off") << program(EM_X86_64).left(20)
                                 << QStringLiteral("warning: neither a program");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("warning: neither a program");
    }

    void binary_isFor()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, expected);
        QVERIFY(QDir(home()).mkpath(QStringLiteral("host")));
        test::writeFile(home() + QStringLiteral("/host/tool"), content);
        extensions::Manifest manifest;
        manifest.hostBinaries = QStringList{QStringLiteral("linux/tool")};
        const auto faults = extensions::hostBinaryFaults(manifest, home(), QStringLiteral("amd64"));
        QCOMPARE(faults.empty(), expected.isEmpty());
        if (!faults.empty()) {
            const bool isError = faults.front().severity == Fault::Severity::Error;
            QCOMPARE(isError, expected.startsWith(QStringLiteral("error")));
            QCOMPARE(faults.front().where, QStringLiteral("/host/binaries"));
            QVERIFY2(faults.front().what.contains(expected.section(QStringLiteral(": "), 1)),
                     qPrintable(faults.front().what));
        }
    }

    void binary_absent_isToldByOthers()
    {
        extensions::Manifest manifest;
        manifest.hostBinaries = QStringList{QStringLiteral("linux/tool")};
        QVERIFY(extensions::hostBinaryFaults(manifest, home(), QStringLiteral("amd64")).empty());
    }
};

PIERHEAD_TEST(HostBinaryFaultsTest)

#include "tst_hostbinaryfaults.moc"

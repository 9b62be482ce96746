#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/archive/decompression.h>

#include <QFile>
#include <QProcess>
#include <QTest>

namespace pierhead::archive {

class DecompressionTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void decompress_gzip_isWhatWentIn()
    {
        const QByteArray content(3'000'000, 'a');
        const QString file = gzipped(content);
        VERIFY_RESULT(decompress(file, target()));
        QFile result(target());
        QVERIFY(result.open(QIODevice::ReadOnly));
        QCOMPARE(result.readAll(), content);
    }

    void decompress_cutOff_isInvalidAndLeavesNothing()
    {
        const QString file = gzipped(QByteArray(3'000'000, 'a'));
        QVERIFY(QFile::resize(file, 2'000));
        COMPARE_ERROR(decompress(file, target()), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target()));
    }

    void decompress_moreThanAllowed_isInvalidAndLeavesNothing()
    {
        const QString file = gzipped(QByteArray(3'000'000, 'a'));
        COMPARE_ERROR(decompress(file, target(), 2'999'999), ErrorCode::InvalidImage);
        QVERIFY(!QFile::exists(target()));
    }

    void decompress_absent_isIo()
    {
        COMPARE_ERROR(decompress(home() + QStringLiteral("/none.gz"), target()), ErrorCode::Io);
    }

    void decompress_noFolderToWriteTo_isIo()
    {
        const QString file = gzipped("a");
        COMPARE_ERROR(decompress(file, home() + QStringLiteral("/none/out")), ErrorCode::Io);
    }

private:
    [[nodiscard]] QString target() const { return home() + QStringLiteral("/out.tar"); }

    /// A file of the content, compressed.
    [[nodiscard]] QString gzipped(const QByteArray &content) const
    {
        QFile file(home() + QStringLiteral("/in"));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
            file.close();
        }
        QProcess::execute(QStringLiteral("gzip"), {file.fileName()});
        return file.fileName() + QStringLiteral(".gz");
    }
};

PIERHEAD_TEST(DecompressionTest)

} // namespace pierhead::archive

#include "tst_decompression.moc"

#include "desktoptest.h"

#include <QDir>
#include <QTest>

namespace pierhead::test {

std::unique_ptr<desktop::Application> DesktopTest::open(const QString &address, QSize size)
{
    desktop::Options options;
    options.engine = address;
    options.size = size;
    auto application = std::make_unique<desktop::Application>(options, Paths::fromEnvironment());
    application->start();
    return application;
}

void DesktopTest::picture(QWidget &widget, const QString &name)
{
    const QDir folder(QStringLiteral(PIERHEAD_PICTURES));
    folder.mkpath(QStringLiteral("."));
    QTest::qWait(0); // what was asked to be laid out is
    QVERIFY(widget.grab().save(folder.filePath(name + QStringLiteral(".png"))));
}

} // namespace pierhead::test

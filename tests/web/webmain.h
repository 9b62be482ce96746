#pragma once

#include <bridge/web/extensionscheme.h>

#include <QApplication>
#include <QTest>

namespace pierhead::test {

/// main() of a test with pages: the scheme is known before the engine starts.
template <typename Test>
int runWebTest(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    bridge::extensionscheme::registerScheme();
    const QApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace pierhead::test

#pragma once

#include "testprogram.h"

#include <QApplication>

namespace pierhead::test {

/// An application with widgets and web pages: pages share what they draw with.
class WidgetsApplication final : public QApplication
{
public:
    WidgetsApplication(int &argc, char **argv)
        : QApplication((setAttribute(Qt::AA_ShareOpenGLContexts), argc), argv)
    { }
};

} // namespace pierhead::test

/// A test with widgets or pages; see PIERHEAD_TEST.
#define PIERHEAD_WIDGETS_TEST(Test) PIERHEAD_TEST_UNDER(Test, ::pierhead::test::WidgetsApplication)

#pragma once

#include "pagetest.h"

namespace pierhead::test {

/// Base of the tests in which every function has one page open, with nothing on it.
class OnePageTest : public PageTest
{
    Q_OBJECT

protected:
    /// Opens it in place of the one that is.
    void open(const bridge::PageContext &context);

    std::unique_ptr<OpenPage> m_open;

protected Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace pierhead::test

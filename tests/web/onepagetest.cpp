#include "onepagetest.h"

#include <QTest>

namespace pierhead::test {

void OnePageTest::open(const bridge::PageContext &context)
{
    m_open.reset();
    m_open = std::make_unique<OpenPage>(*m_profiles, m_methods, context);
    QVERIFY(m_open->isLoaded());
}

void OnePageTest::init()
{
    PageTest::init();
    open(install(QStringLiteral("scheme.html")));
}

void OnePageTest::cleanup()
{
    m_open.reset();
    PageTest::cleanup();
}

} // namespace pierhead::test

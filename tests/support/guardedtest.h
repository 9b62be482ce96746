#pragma once

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace pierhead::test {

/// Base of every test class. The program has a temporary folder of its own, so that programs
/// running at the same time do not see each other's files. Each test function gets a new
/// PIERHEAD_HOME, fails on any warning it does not expect (QTest::ignoreMessage), and fails when it
/// leaves a child process or a file in the temporary folder behind.
class GuardedTest : public QObject
{
    Q_OBJECT

public:
    GuardedTest();

    [[nodiscard]] QString home() const;

protected:
    /// For overriding: what a subclass looks for beyond that (containers, execs). Returns what was
    /// left, one entry each.
    virtual QStringList leftovers();
    /// For overriding: how long what is ending on its own may take for it.
    [[nodiscard]] virtual int graceMilliseconds() const;

    /// The processes that are there now are the later test functions' to use.
    void keepChildren();

protected Q_SLOTS:
    void init();
    void cleanup();

private:
    QTemporaryDir m_temporary;
    std::unique_ptr<QTemporaryDir> m_home;
    QStringList m_childrenBefore;
    QStringList m_temporaryBefore;
};

} // namespace pierhead::test

#pragma once

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace pierhead::test {

/// Base of every test class. Each test function gets a new PIERHEAD_HOME, fails on any warning it
/// does not expect (QTest::ignoreMessage), and fails when it leaves a child process or a file in
/// the temporary folder behind.
class GuardedTest : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] QString home() const;

protected:
    /// For overriding: what a subclass looks for beyond that (containers, execs). Returns what was
    /// left, one entry each.
    virtual QStringList leftovers();

protected Q_SLOTS:
    void init();
    void cleanup();

private:
    std::unique_ptr<QTemporaryDir> m_home;
    QStringList m_childrenBefore;
    QStringList m_temporaryBefore;
};

} // namespace pierhead::test

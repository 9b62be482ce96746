#pragma once

#include <QString>
#include <QStringList>

namespace pierhead::test {

/// A disk that the power can fail on: a file system (ext4, with its journal) in a file, which the
/// kernel writes to when it is told to, and hardly by itself. Needs root, and a mount namespace of
/// its own. It goes with this object.
class PowerLossDisk final
{
public:
    /// Before there are threads: what is mounted from now on is seen by this process and its
    /// children alone, and goes with them.
    static void leaveMounts();

    /// In a folder that is there.
    explicit PowerLossDisk(QString folder);
    ~PowerLossDisk();
    PowerLossDisk(const PowerLossDisk &) = delete;
    PowerLossDisk &operator=(const PowerLossDisk &) = delete;

    /// Empty, or why there is no disk.
    [[nodiscard]] QString start();
    /// What the kernel has not written is lost, and the machine started again. Empty, or what
    /// failed.
    [[nodiscard]] QString losePower();

    /// Where its files are.
    [[nodiscard]] QString root() const { return m_folder + QStringLiteral("/mounted"); }

private:
    [[nodiscard]] QString image() const;
    [[nodiscard]] QString mount() const;

    QString m_folder;
    int m_lives = 0;
    bool m_isMounted = false;
};

} // namespace pierhead::test

#pragma once

#include "guardedtest.h"
#include "tarfile.h"

#include <host/archive/tarextractor.h>

namespace pierhead::test {

/// A file's bytes, or words where it cannot be opened.
[[nodiscard]] QByteArray contents(const QString &path);

/// Base of the tests that unpack a tar file into a folder, beside which there is a file that
/// nothing may touch.
class ExtractTest : public GuardedTest
{
    Q_OBJECT

protected:
    /// A new tar file beside the folder it is unpacked to.
    [[nodiscard]] std::unique_ptr<TarFile> tar() const;

    [[nodiscard]] QString target() const;
    [[nodiscard]] QString target(const char *path) const;

    /// Unpacks, and makes sure that nothing came out of the folder.
    Result<> unpack(TarFile &file, const archive::TarLimits &limits = {}) const;

private:
    [[nodiscard]] bool hasLinkOut() const;
};

} // namespace pierhead::test

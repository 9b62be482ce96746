#pragma once

#include <host/base/result.h>

#include <QString>

#include <archive.h>
#include <memory>

namespace pierhead::archive {

/// Writes a tar file, one regular file after the other: begin(), its bytes with write(), and
/// close() at the end. Io where it cannot be written.
class SaveWriter final
{
public:
    [[nodiscard]] static Result<SaveWriter> open(const QString &file);

    [[nodiscard]] Result<> begin(const QString &path, qint64 size);
    [[nodiscard]] Result<> write(const char *data, std::size_t size);
    [[nodiscard]] Result<> close();

private:
    explicit SaveWriter(QString file);

    [[nodiscard]] Result<> check(int status) const;

    struct Free
    {
        void operator()(struct ::archive *handle) const { archive_write_free(handle); }
    };

    std::unique_ptr<struct ::archive, Free> m_handle;
    QString m_file;
};

} // namespace pierhead::archive

#pragma once

#include "utf8locale.h"

#include <host/base/bytequeue.h>
#include <host/base/result.h>

#include <QString>

#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <optional>

namespace pierhead::archive {

/// Reads a tar file entry by entry. Errors: Io where the file cannot be read, InvalidImage where it
/// is no tar file, or is cut off or damaged.
class TarReader final
{
public:
    enum class Compression {
        None,
        Any, ///< gzip, bzip2, xz, zstd, or none
    };

    [[nodiscard]] static Result<TarReader> open(const QString &file, Compression compression);

    /// A plain tar file that is on its way; `name` is what errors call it. The calls below wait for
    /// what they need, and once the reader is gone nobody reads the queue any more.
    [[nodiscard]] static Result<TarReader> open(std::shared_ptr<ByteQueue> queue, QString name);

    /// The next entry, valid until the next call; null at the end.
    [[nodiscard]] Result<archive_entry *> next();

    /// A piece of the entry's data and where it belongs in the file; sparse files have gaps.
    struct Block
    {
        const char *data = nullptr;
        std::size_t size = 0;
        qint64 offset = 0;
    };

    /// The entry's next piece; nothing at its end.
    [[nodiscard]] Result<std::optional<Block>> nextBlock();
    /// The whole entry, which may have at most `limit` bytes.
    [[nodiscard]] Result<QByteArray> readAll(qint64 limit);

    /// After the first entry.
    [[nodiscard]] bool isCompressed() const;

private:
    struct Free
    {
        void operator()(struct ::archive *handle) const { archive_read_free(handle); }
    };

    explicit TarReader(QString file);

    /// The queue and the piece of it that is being read.
    struct Incoming
    {
        std::shared_ptr<ByteQueue> queue;
        QByteArray piece;

        ~Incoming() { queue->abandon(); }
    };

    static la_ssize_t readPiece(struct ::archive *handle, void *incoming, const void **buffer);

    [[nodiscard]] tl::unexpected<Error> damaged() const;

    std::unique_ptr<Utf8Locale> m_locale;
    std::unique_ptr<Incoming> m_incoming; // outlives the handle, which reads it
    std::unique_ptr<struct ::archive, Free> m_handle;
    QString m_file;
};

} // namespace pierhead::archive

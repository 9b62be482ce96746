#pragma once

#include "folderwriter.h"
#include "tarextractor.h"
#include "tarreader.h"

namespace pierhead::archive {

/// Unpacks one tar file, entry by entry, within limits.
class Unpacking final
{
public:
    /// Where the entries go and what their links mean.
    struct Mapping
    {
        QString imagePath =
            {};            ///< of the archive's first entry; empty: links are the archive's own
        QString name = {}; ///< takes the place of that entry's name; empty: names are kept
    };

    Unpacking(FolderWriter writer, TarLimits limits, Mapping mapping);

    /// All entries from `entry` on, which is the one that the reader gave last.
    [[nodiscard]] Result<> run(TarReader &reader, archive_entry *entry);

private:
    [[nodiscard]] Result<> unpack(TarReader &reader, archive_entry *entry);
    [[nodiscard]] Result<> unpackFile(TarReader &reader, const QString &path, archive_entry *entry);
    [[nodiscard]] Result<> checkLimits(qint64 size);
    [[nodiscard]] Result<QString> placeOf(const QByteArray &name);
    [[nodiscard]] Result<QString> linkTarget(const QString &path, const QByteArray &target) const;

    FolderWriter m_writer;
    TarLimits m_limits;
    Mapping m_mapping;
    QString m_firstName;
    qint64 m_entries = 0;
    qint64 m_bytes = 0;
};

} // namespace pierhead::archive

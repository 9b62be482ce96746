#include "unpacking.h"

#include "entrypath.h"

#include <sys/stat.h>

namespace pierhead::archive {

namespace {

Text kindOf(archive_entry *entry)
{
    switch (archive_entry_filetype(entry)) {
    case AE_IFCHR:
    case AE_IFBLK:
        return Text::english("is a device");
    case AE_IFIFO:
        return Text::english("is a named pipe");
    case AE_IFSOCK:
        return Text::english("is a socket");
    default:
        return Text::english("is neither file, folder nor link");
    }
}

} // namespace

Unpacking::Unpacking(FolderWriter writer, TarLimits limits, Mapping mapping)
    : m_writer(std::move(writer))
    , m_limits(limits)
    , m_mapping(std::move(mapping))
{ }

Result<> Unpacking::run(TarReader &reader, archive_entry *entry)
{
    while (entry != nullptr) {
        const Result<> unpacked = unpack(reader, entry);
        if (!unpacked) {
            return unpacked;
        }
        PIERHEAD_TRY(next, reader.next());
        entry = next;
    }
    return {};
}

Result<> Unpacking::unpack(TarReader &reader, archive_entry *entry)
{
    const QByteArray name = archive_entry_pathname(entry);
    PIERHEAD_TRY(path, placeOf(name));
    ++m_entries;
    const char *hardLink = archive_entry_hardlink(entry);
    const auto kind = archive_entry_filetype(entry);
    const bool isFile = hardLink == nullptr && kind == AE_IFREG;
    const Result<> within = checkLimits(isFile ? archive_entry_size(entry) : 0);
    if (!within) {
        return within;
    }
    if (path.isEmpty()) {
        return kind == AE_IFDIR ? Result<>() : refusedEntry(name, Text::english("has no name"));
    }
    if (hardLink != nullptr) {
        PIERHEAD_TRY(existing, placeOf(hardLink));
        return existing.isEmpty() ? refusedEntry(name, Text::english("is a link to nothing"))
                                  : m_writer.makeHardLink(path, existing);
    }
    if (kind == AE_IFREG) {
        return unpackFile(reader, path, entry);
    }
    if (kind == AE_IFDIR) {
        return m_writer.makeFolder(path);
    }
    if (kind == AE_IFLNK) {
        PIERHEAD_TRY(target, linkTarget(path, archive_entry_symlink(entry)));
        return m_writer.makeLink(path, target);
    }
    return refusedEntry(name, kindOf(entry));
}

Result<> Unpacking::unpackFile(TarReader &reader, const QString &path, archive_entry *entry)
{
    // Set-user-id bits, and what keeps a folder from being removed again, are left behind.
    const bool isExecutable = (archive_entry_perm(entry) & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0;
    const auto mode =
        isExecutable ? FolderWriter::FileMode::Executable : FolderWriter::FileMode::Plain;
    const qint64 size = archive_entry_size(entry);
    PIERHEAD_TRY(file, m_writer.createFile(path, mode));
    while (true) {
        PIERHEAD_TRY(block, reader.nextBlock());
        if (!block) {
            m_writer.beginWriteOut(file);
            return m_writer.setSize(file, size);
        }
        if (block->offset > size - static_cast<qint64>(block->size)) {
            return refusedEntry(path.toUtf8(), Text::english("has more data than it says"));
        }
        const Result<> written = m_writer.write(file, block->data, block->size, block->offset);
        if (!written) {
            return written;
        }
    }
}

Result<> Unpacking::checkLimits(qint64 size)
{
    // Folders that are on the way to others alone count too.
    if (std::max(m_entries, m_writer.foldersMade()) > m_limits.entries) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("What is taken out of the image has more than %1 files and "
                                     "folders. It is not unpacked.")
                           .arg(m_limits.entries));
    }
    if (size < 0 || size > m_limits.bytes - m_bytes) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("What is taken out of the image has more than %1 bytes. It is "
                                     "not unpacked.")
                           .arg(m_limits.bytes));
    }
    m_bytes += size;
    return {};
}

/// The entry's path below the folder that is unpacked to.
Result<QString> Unpacking::placeOf(const QByteArray &name)
{
    PIERHEAD_TRY(path, entryPath(name));
    if (m_mapping.name.isEmpty()) {
        return path;
    }
    const QString first = path.section(QLatin1Char('/'), 0, 0);
    if (m_firstName.isEmpty()) {
        m_firstName = first;
    }
    if (first.isEmpty() || first != m_firstName) {
        return refusedEntry(name, Text::english("is not part of \"%1\"").arg(m_mapping.imagePath));
    }
    return m_mapping.name + path.mid(first.size());
}

/// What a link at `path` is written with.
Result<QString> Unpacking::linkTarget(const QString &path, const QByteArray &target) const
{
    if (m_mapping.name.isEmpty()) {
        if (target.startsWith('/')) {
            return refusedEntry(
                path.toUtf8(),
                Text::english("is a link to the absolute path \"%1\"").arg(shown(target)));
        }
        PIERHEAD_TRY(linked, linkedPath(path, target));
        return relativeTarget(path, linked);
    }
    const QString inside = path.mid(m_mapping.name.size());
    PIERHEAD_TRY(linked, linkedPath(m_mapping.imagePath + inside, target));
    const QString folder = m_mapping.imagePath + QLatin1Char('/');
    if (inside.isEmpty() || (linked != m_mapping.imagePath && !linked.startsWith(folder))) {
        return refusedEntry(path.toUtf8(),
                            Text::english("is a link to \"%1\", "
                                          "which is outside of \"%2\"")
                                .arg(shown(target), m_mapping.imagePath));
    }
    return relativeTarget(path, m_mapping.name + linked.mid(m_mapping.imagePath.size()));
}

} // namespace pierhead::archive

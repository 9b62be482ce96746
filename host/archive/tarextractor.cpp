#include "tarextractor.h"

#include "unpacking.h"

namespace pierhead::archive {

Result<> extractTar(const QString &file, const QString &folder, const TarLimits &limits)
{
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::None));
    PIERHEAD_TRY(writer, FolderWriter::open(folder));
    PIERHEAD_TRY(entries, Unpacking(std::move(writer), limits, {}).run(reader));
    Q_UNUSED(entries)
    return {};
}

} // namespace pierhead::archive

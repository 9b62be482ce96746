#include "tarextractor.h"

#include "unpacking.h"

namespace pierhead::archive {

Result<> extractTar(const QString &file, const QString &folder, const TarLimits &limits)
{
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::None));
    PIERHEAD_TRY(writer, FolderWriter::open(folder));
    PIERHEAD_TRY(first, reader.next());
    return Unpacking(std::move(writer), limits, {}).run(reader, first);
}

} // namespace pierhead::archive

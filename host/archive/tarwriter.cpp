#include "tarwriter.h"

#include "ignorerules.h"
#include "utf8locale.h"

#include <host/base/filedescriptor.h>

#include <QFile>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>
#include <vector>

namespace pierhead::archive {

namespace {

namespace fs = std::filesystem;

struct FreeArchive
{
    void operator()(struct ::archive *handle) const { archive_write_free(handle); }
};

struct FreeEntry
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

tl::unexpected<Error> unreadable(const fs::path &path, int number)
{
    return failure(
        ErrorCode::Io,
        Text::english("%1 cannot be read for the build: %2. Correct it, or name it in "
                      ".dockerignore.")
            .arg(QFile::decodeName(path.c_str()), QString::fromLocal8Bit(std::strerror(number))));
}

/// Writes one folder, in the order of names, so that the same folder gives the same file.
class ContextWriter final
{
public:
    ContextWriter(fs::path root, QString file, IgnoreRules rules)
        : m_root(std::move(root))
        , m_file(std::move(file))
        , m_rules(std::move(rules))
        , m_handle(archive_write_new())
    { }

    Result<> run()
    {
        archive_write_set_format_pax_restricted(m_handle.get());
        const QByteArray path = QFile::encodeName(m_file);
        if (archive_write_open_filename(m_handle.get(), path.constData()) != ARCHIVE_OK) {
            return unwritable();
        }
        const Result<> written = writeFolder({});
        if (!written) {
            return written;
        }
        return archive_write_close(m_handle.get()) == ARCHIVE_OK ? Result<>() : unwritable();
    }

private:
    Result<> writeFolder(const fs::path &folder)
    {
        std::error_code error;
        std::vector<fs::path> names;
        fs::directory_iterator entries(m_root / folder, error);
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            names.push_back(entries->path().filename());
        }
        if (error) {
            return unreadable(m_root / folder, error.value());
        }
        std::sort(names.begin(), names.end());
        for (const fs::path &name : names) {
            const Result<> written = writeEntry(folder / name);
            if (!written) {
                return written;
            }
        }
        return {};
    }

    Result<> writeEntry(const fs::path &path)
    {
        const bool isIgnored = isLeftOut(path);
        struct stat status = {};
        const fs::path place = m_root / path;
        if (isIgnored && !m_rules.hasExceptions()) {
            return {};
        }
        if (lstat(place.c_str(), &status) != 0) {
            return unreadable(place, errno);
        }
        const bool isFolder = S_ISDIR(status.st_mode);
        if (!isIgnored && (isFolder || S_ISREG(status.st_mode) || S_ISLNK(status.st_mode))) {
            const Result<> written = writeItself(path, status);
            if (!written) {
                return written;
            }
        }
        return isFolder ? writeFolder(path) : Result<>();
    }

    [[nodiscard]] bool isLeftOut(const fs::path &path) const
    {
        // The engine reads these two itself.
        if (path == fs::path("Dockerfile") || path == fs::path(".dockerignore")) {
            return false;
        }
        return m_rules.isIgnored(QFile::decodeName(path.c_str()));
    }

    Result<> writeItself(const fs::path &path, const struct stat &status)
    {
        const fs::path place = m_root / path;
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), path.c_str());
        archive_entry_set_mode(entry.get(), status.st_mode);
        archive_entry_set_mtime(entry.get(), status.st_mtime, 0);
        archive_entry_set_size(entry.get(), S_ISREG(status.st_mode) ? status.st_size : 0);
        if (S_ISLNK(status.st_mode)) {
            std::error_code error;
            const fs::path target = fs::read_symlink(place, error);
            if (error) {
                return unreadable(place, error.value());
            }
            archive_entry_set_symlink(entry.get(), target.c_str());
        }
        FileDescriptor file;
        if (S_ISREG(status.st_mode)) {
            file = FileDescriptor(::open(place.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
            if (!file.isValid()) {
                return unreadable(place, errno);
            }
        }
        // A warning is about a name that is not UTF-8, which is written as it is.
        if (archive_write_header(m_handle.get(), entry.get()) < ARCHIVE_WARN) {
            return unwritable();
        }
        return file.isValid() ? writeData(place, file, status.st_size) : Result<>();
    }

    Result<> writeData(const fs::path &place, const FileDescriptor &file, qint64 size)
    {
        std::array<char, 64UL * 1024> buffer{};
        while (size > 0) {
            const std::size_t wanted = std::min<std::size_t>(buffer.size(), std::size_t(size));
            const ssize_t got = ::read(file.get(), buffer.data(), wanted);
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return unreadable(place, errno);
            }
            if (got == 0) {
                return failure(ErrorCode::Io,
                               Text::english("%1 became shorter while it was read for the build. "
                                             "Try again.")
                                   .arg(QFile::decodeName(place.c_str())));
            }
            if (archive_write_data(m_handle.get(), buffer.data(), std::size_t(got)) != got) {
                return unwritable();
            }
            size -= got;
        }
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> unwritable() const
    {
        return failure(
            ErrorCode::Io,
            Text::english("The build's files cannot be packed to %1: %2. Free some space "
                          "or check the folder's rights.")
                .arg(m_file, QString::fromUtf8(archive_error_string(m_handle.get()))));
    }

    Utf8Locale m_locale;
    fs::path m_root;
    QString m_file;
    IgnoreRules m_rules;
    std::unique_ptr<struct ::archive, FreeArchive> m_handle;
};

} // namespace

Result<> writeBuildContext(const QString &folder, const QString &file)
{
    PIERHEAD_TRY(rules, IgnoreRules::ofFolder(folder));
    return ContextWriter(fs::path(QFile::encodeName(folder).toStdString()), file, std::move(rules))
        .run();
}

} // namespace pierhead::archive

#include "scaffold.h"

#include "placeholders.h"

#include <host/extensions/imagereference.h>

#include <QDir>
#include <QDirIterator>
#include <QSaveFile>

namespace pierhead::scaffold {

namespace {

const QString root = QStringLiteral(":/pierhead/templates/");
const QString reactName = QStringLiteral("react");

/// What is written for a template: a later folder's file takes the place of an earlier one's.
QStringList foldersOf(const QString &templateName)
{
    QStringList folders{QStringLiteral("common")};
    if (templateName != reactName) {
        folders.append(QStringLiteral("page"));
    }
    return folders << templateName;
}

QString textOf(const QString &resource)
{
    QFile file(resource);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QMap<QString, QString> valuesOf(const Answers &answers)
{
    const auto reference = extensions::ImageReference::parse(answers.image);
    QMap<QString, QString> values{
        {QStringLiteral("title"), answers.title},
        {QStringLiteral("description"), answers.description},
        {QStringLiteral("vendor"), answers.vendor},
    };
    if (reference) {
        values.insert(QStringLiteral("image"), reference->repository);
        values.insert(QStringLiteral("tag"), reference->tag);
        values.insert(QStringLiteral("name"), reference->repository.section(QLatin1Char('/'), -1));
    }
    const QString labels = withValues(textOf(root + QStringLiteral("labels.txt")), values);
    values.insert(QStringLiteral("labels"), labels.trimmed());
    return values;
}

/// The files by their path in the extension's folder.
QMap<QString, QByteArray> filesOf(const QString &templateName, const Answers &answers)
{
    const QMap<QString, QString> values = valuesOf(answers);
    QMap<QString, QByteArray> files;
    const QStringList folders = foldersOf(templateName);
    for (const QString &name : folders) {
        const QDir folder(root + name);
        QDirIterator entries(
            folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QString path = entries.next();
            files.insert(folder.relativeFilePath(path), withValues(textOf(path), values).toUtf8());
        }
    }
    return files;
}

tl::unexpected<Error> notWritten(const QString &path, const QString &reason)
{
    return failure(ErrorCode::Io,
                   QStringLiteral("Writing %1 failed: %2. Look whether the disk is full and the "
                                  "folder may be written to. Nothing of the extension is left.")
                       .arg(path, reason));
}

Result<void> writeScaffoldFile(const QString &path, const QByteArray &content)
{
    if (!QDir().mkpath(QFileInfo(path).path())) {
        return notWritten(path, QStringLiteral("its folder cannot be made"));
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
        || !file.commit()) {
        return notWritten(path, file.errorString());
    }
    if (content.startsWith("#!")) {
        QFile::setPermissions(
            path, QFile::permissions(path) | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
    }
    return {};
}

/// What of the folder was not there before.
void takeBack(const QString &folder, const QMap<QString, QByteArray> &files, bool wasThere)
{
    if (!wasThere) {
        QDir(folder).removeRecursively();
        return;
    }
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        QFile::remove(folder + QLatin1Char('/') + file.key());
        QString parent = file.key().section(QLatin1Char('/'), 0, -2);
        while (!parent.isEmpty() && QDir(folder).rmdir(parent)) {
            parent = parent.section(QLatin1Char('/'), 0, -2);
        }
    }
}

} // namespace

QStringList templateNames()
{
    return {QStringLiteral("html"), reactName, QStringLiteral("compose")};
}

Result<void> checkFolder(const QString &folder)
{
    const QFileInfo info(folder);
    const auto everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    if (info.exists() && !info.isDir()) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("%1 is a file. Name a folder that is empty or not there.")
                           .arg(info.absoluteFilePath()));
    }
    if (info.isDir() && !QDir(folder).isEmpty(everything)) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("The folder %1 is not empty, and nothing in it is to be "
                                      "overwritten. Name one that is empty or not there.")
                           .arg(info.absoluteFilePath()));
    }
    return {};
}

Result<void>
writeExtension(const QString &templateName, const Answers &answers, const QString &folder)
{
    if (const Result<void> checked = checkFolder(folder); !checked) {
        return checked;
    }
    const bool wasThere = QFileInfo::exists(folder);
    const QMap<QString, QByteArray> files = filesOf(templateName, answers);
    if (!files.contains(QStringLiteral("Dockerfile"))) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is no template; %2 are.")
                           .arg(templateName, templateNames().join(QStringLiteral(", "))));
    }
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const Result<void> written =
            writeScaffoldFile(folder + QLatin1Char('/') + file.key(), *file);
        if (!written) {
            takeBack(folder, files, wasThere);
            return written;
        }
    }
    return {};
}

} // namespace pierhead::scaffold

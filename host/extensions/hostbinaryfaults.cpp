#include "hostbinaryfaults.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <elf.h>
#include <optional>

namespace pierhead::extensions {

namespace {

constexpr qint64 headSize = sizeof(Elf64_Ehdr);

/// Go's name of the machine that a program in ELF is for; empty for one that no image is for.
QString machineOf(const QByteArray &head)
{
    switch (qFromLittleEndian<quint16>(head.constData() + offsetof(Elf64_Ehdr, e_machine))) {
    case EM_X86_64:
        return QStringLiteral("amd64");
    case EM_AARCH64:
        return QStringLiteral("arm64");
    default:
        return {};
    }
}

std::optional<Fault>
binaryFault(const QByteArray &head, const QString &path, const QString &architecture)
{
    if (head.startsWith("#!")) {
        return std::nullopt;
    }
    const QString place = QStringLiteral("/host/binaries");
    if (!head.startsWith(ELFMAG) || head.size() < headSize) {
        return Fault{
            Fault::Severity::Warning,
            place,
            QStringLiteral("\"%1\" is neither a program for Linux nor a script, so that it "
                           "cannot be run")
                .arg(path)};
    }
    const QString machine = machineOf(head);
    if (machine.isEmpty() || architecture.isEmpty() || machine == architecture) {
        return std::nullopt;
    }
    return Fault{Fault::Severity::Error,
                 place,
                 QStringLiteral("\"%1\" is a program for %2, and the image is for %3")
                     .arg(path, machine, architecture)};
}

} // namespace

std::vector<Fault>
hostBinaryFaults(const Manifest &manifest, const QString &folder, const QString &architecture)
{
    std::vector<Fault> faults;
    for (const QString &path : manifest.hostBinaries) {
        QFile file(folder + QStringLiteral("/host/") + QFileInfo(path).fileName());
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        if (auto fault = binaryFault(file.read(headSize), path, architecture)) {
            faults.push_back(std::move(*fault));
        }
    }
    return faults;
}

} // namespace pierhead::extensions

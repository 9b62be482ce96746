#include "junitreport.h"

#include <QList>
#include <QSaveFile>
#include <QStringList>
#include <QXmlStreamWriter>

namespace pierhead::cli {

namespace {

using extensions::Fault;

/// Without what XML 1.0 has no way to write.
QString xmlText(const QString &text)
{
    QList<uint> codes = text.toUcs4();
    for (uint &code : codes) {
        const bool isControl = code < 0x20 && code != '\n' && code != '\t';
        if (isControl || QChar::isSurrogate(code) || QChar::isNonCharacter(code)) {
            code = QChar::ReplacementCharacter;
        }
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(codes.constData()), codes.size());
}

QStringList textsOf(const ValidationCheck &check, Fault::Severity severity)
{
    QStringList texts;
    for (const Fault &fault : check.faults) {
        if (fault.severity == severity) {
            texts.append(xmlText(fault.toString()));
        }
    }
    return texts;
}

void writeFailure(QXmlStreamWriter &xml, const QStringList &errors)
{
    xml.writeStartElement(QStringLiteral("failure"));
    // Logs may follow below it.
    xml.writeAttribute(QStringLiteral("message"), errors.first().section(QLatin1Char('\n'), 0, 0));
    xml.writeCharacters(errors.join(QLatin1Char('\n')));
    xml.writeEndElement();
}

void writeCheck(QXmlStreamWriter &xml, const QString &subject, const ValidationCheck &check)
{
    const QStringList errors = textsOf(check, Fault::Severity::Error);
    const QStringList warnings = textsOf(check, Fault::Severity::Warning);
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), xmlText(subject));
    xml.writeAttribute(QStringLiteral("name"), check.name);
    if (!errors.isEmpty()) {
        writeFailure(xml, errors);
    }
    if (!warnings.isEmpty()) {
        xml.writeTextElement(QStringLiteral("system-out"), warnings.join(QLatin1Char('\n')));
    }
    xml.writeEndElement();
}

int failedChecks(const ValidationChecks &checks)
{
    int failed = 0;
    for (const ValidationCheck &check : checks) {
        failed += textsOf(check, Fault::Severity::Error).isEmpty() ? 0 : 1;
    }
    return failed;
}

} // namespace

Result<void> writeJUnit(const QString &path, const Validation &validation)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        QXmlStreamWriter xml(&file);
        xml.setAutoFormatting(true);
        xml.writeStartDocument();
        xml.writeStartElement(QStringLiteral("testsuites"));
        xml.writeStartElement(QStringLiteral("testsuite"));
        xml.writeAttribute(QStringLiteral("name"), xmlText(validation.subject));
        xml.writeAttribute(QStringLiteral("tests"), QString::number(validation.checks.size()));
        xml.writeAttribute(QStringLiteral("failures"),
                           QString::number(failedChecks(validation.checks)));
        xml.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
        for (const ValidationCheck &check : validation.checks) {
            writeCheck(xml, validation.subject, check);
        }
        xml.writeEndDocument();
    }
    if (file.error() != QFileDevice::NoError || !file.commit()) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Writing the JUnit file %1 failed: %2. Look whether its "
                                      "folder is there and the disk is not full.")
                           .arg(path, file.errorString()));
    }
    return {};
}

Result<void> writeJUnit(const QString &path, const QString &subject, const Error &error)
{
    Validation validation;
    validation.subject = subject;
    const QString words =
        error.detail.isEmpty() ? error.message : error.message + QLatin1Char('\n') + error.detail;
    const Fault fault{Fault::Severity::Error, {}, words};
    validation.checks.push_back({QStringLiteral("validate"), {fault}});
    return writeJUnit(path, validation);
}

} // namespace pierhead::cli

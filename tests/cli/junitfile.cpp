#include "junitfile.h"

#include <QFile>
#include <QXmlStreamReader>

namespace pierhead::test {

JUnitFile readJUnit(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {.problem = file.errorString(), .suite = {}, .tests = {}, .failures = {}};
    }
    JUnitFile found;
    QXmlStreamReader xml(&file);
    int announcedTests = -1;
    int announcedFailures = -1;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == QStringLiteral("testsuite")) {
            found.suite = attributes.value(QStringLiteral("name")).toString();
            announcedTests = attributes.value(QStringLiteral("tests")).toInt();
            announcedFailures = attributes.value(QStringLiteral("failures")).toInt();
        } else if (xml.name() == QStringLiteral("testcase")) {
            found.tests.append(attributes.value(QStringLiteral("name")).toString());
        } else if (xml.name() == QStringLiteral("failure")) {
            found.failures.insert(found.tests.value(found.tests.size() - 1), xml.readElementText());
        }
    }
    if (xml.hasError()) {
        found.problem = xml.errorString();
    } else if (announcedTests != found.tests.size() || announcedFailures != found.failures.size()) {
        found.problem = QStringLiteral("other numbers than the suite says");
    }
    return found;
}

} // namespace pierhead::test

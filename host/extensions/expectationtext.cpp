#include "expectationtext.h"

#include <algorithm>
#include <array>

namespace pierhead::extensions {

namespace {

/// The descriptions in resources/schemas/metadata.schema.json, for lupdate, which reads no JSON.
constexpr std::array expectations{
    QT_TRANSLATE_NOOP("Text", "an object with any of icon, ui, vm and host"),
    QT_TRANSLATE_NOOP("Text",
                      "a string, the path of a picture in the image, such as \"docker.svg\""),
    QT_TRANSLATE_NOOP("Text", "an object with the key dashboard-tab"),
    QT_TRANSLATE_NOOP("Text", "an object with title, root and src"),
    QT_TRANSLATE_NOOP("Text", "a string, the tab's title"),
    QT_TRANSLATE_NOOP("Text", "a string, the path of a folder in the image, such as \"ui\""),
    QT_TRANSLATE_NOOP("Text", "a string, the path of a page in root, such as \"index.html\""),
    QT_TRANSLATE_NOOP("Text", "an object with the key socket"),
    QT_TRANSLATE_NOOP("Text", "a string, the file name of the backend's socket"),
    QT_TRANSLATE_NOOP("Text", "an object with image or composefile"),
    QT_TRANSLATE_NOOP("Text", "a string, an image reference or \"${DESKTOP_PLUGIN_IMAGE}\""),
    QT_TRANSLATE_NOOP(
        "Text", "a string, the path of a compose file in the image, such as \"compose.yaml\""),
    QT_TRANSLATE_NOOP("Text", "a string, the file name of a socket in /run/guest-services"),
    QT_TRANSLATE_NOOP("Text", "an object with the key binaries"),
    QT_TRANSLATE_NOOP("Text", "an array of objects with any of darwin, windows and linux"),
    QT_TRANSLATE_NOOP("Text", "an object with any of darwin, windows and linux"),
    QT_TRANSLATE_NOOP("Text", "an array of objects with the key path"),
    QT_TRANSLATE_NOOP("Text", "an object with the key path"),
    QT_TRANSLATE_NOOP("Text", "a string, the path of a program in the image"),
};

} // namespace

Text expectationText(const QString &expectation)
{
    const auto *known =
        std::find_if(expectations.cbegin(), expectations.cend(), [&expectation](const char *words) {
            return expectation == QLatin1String(words);
        });
    return known == expectations.cend() ? Text(expectation) : Text::english(*known);
}

} // namespace pierhead::extensions

#include "samplecatalog.h"

#include <QBuffer>
#include <QImage>

#include <testcatalog.h>

namespace pierhead::test {

namespace {

/// All that an entry can have, with pictures of the server.
nlohmann::json picturesFrom(const WebServer &server)
{
    return {{"tag", "1.2.3"},
            {"description",
             "Shows which images, containers and volumes take the space of the disk, and gives "
             "it back after a question, one by one or all that is not used at once"},
            {"vendor", "Docker Inc."},
            {"categories", {"utility-tools", "volumes"}},
            {"icon", server.url(QStringLiteral("/icon.svg"))},
            {"detailedDescription",
             "<p>See <b>what</b> takes the space.</p><ul><li>Images</li><li>Volumes</li></ul>"},
            {"changelog", "<p>Faster than before</p>"},
            {"publisherUrl", "https://example.com/"},
            {"additionalUrls", {{{"title", "Docs"}, {"url", "https://example.com/docs"}}}},
            {"screenshots",
             {{{"alt", "The page"}, {"url", server.url(QStringLiteral("/shot.png"))}},
              {{"alt", "Gone"}, {"url", server.url(QStringLiteral("/gone.png"))}}}},
            {"apiVersion", ">= 0.3.0"},
            {"platforms", {"linux/amd64", "linux/arm64"}}};
}

} // namespace

void servePictures(WebServer &server)
{
    server.on("/icon.svg", [](const WebCall &call) {
        call.answer(200,
                    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
                    "<rect width='10' height='10' fill='#00ff00'/></svg>",
                    "image/svg+xml");
    });
    server.on("/shot.png", [](const WebCall &call) {
        QImage image(1200, 800, QImage::Format_RGB32);
        image.fill(QColor(40, 90, 160));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "PNG");
        call.answer(200, bytes, "image/png");
    });
}

std::vector<nlohmann::json> entriesFrom(const WebServer &server)
{
    return {
        catalogEntry("docker/disk-usage-extension", "Disk usage", picturesFrom(server)),
        catalogEntry("docker/logs-explorer-extension",
                     "Logs Explorer",
                     {{"vendor", "Docker Inc."},
                      {"description", "Logs of all containers in one place"},
                      {"categories", {"utility-tools"}}}),
        catalogEntry("acme/postgres",
                     "Postgres Studio",
                     {{"vendor", "Acme"},
                      {"description", "Tables, queries and backups"},
                      {"categories", {"database"}}}),
        catalogEntry("acme/future",
                     "Tomorrow",
                     {{"description", "Needs what is not there yet"}, {"apiVersion", ">= 99.0.0"}}),
        catalogEntry("acme/wide",
                     "A title that is much longer than any card has room for, on one line",
                     {{"vendor", "A provider with a name that goes on and on and on"},
                      {"description", "Short"}})};
}

} // namespace pierhead::test

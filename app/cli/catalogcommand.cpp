#include "catalogcommand.h"

#include "catalogactions.h"
#include "cataloggeneration.h"
#include "errorreport.h"
#include "outputformat.h"

#include <array>

namespace pierhead::cli {

namespace {

constexpr int usualSeconds = 30;
constexpr int mostSeconds = 3600;

/// How an action is called, and how many words go with it.
struct CatalogAction
{
    const char *name;
    qsizetype fewest;
    qsizetype most;
    const char *what; ///< the word, for an error
};

constexpr std::array catalogActions{
    CatalogAction{"ls", 0, 0, ""},
    CatalogAction{"add", 1, 1, "a URL or a file"},
    CatalogAction{"remove", 1, 1, "a URL or a file"},
    CatalogAction{"search", 0, 1000, ""},
    CatalogAction{"info", 1, 1, "an extension's id"},
    CatalogAction{"refresh", 0, 0, ""},
    CatalogAction{"generate", 1, 1, "a list of image references"},
};

} // namespace

Command::Description CatalogCommand::description() const
{
    return {
        QStringLiteral("catalog"),
        {},
        QStringLiteral("Find extensions in catalogs"),
        QStringLiteral(
            "A catalog is an index, a JSON file here or at a URL, of extensions that somebody "
            "offers. What is at a URL is kept for 12 hours, and longer while its server does not "
            "answer. Nothing is installed by any of this.\n"
            "ls: the catalogs. add, remove: the catalog of that URL or file. refresh: ask the "
            "servers now. search: the extensions that have all the words in their title, id, "
            "provider, categories or description. info: all that is said of one, by its id.\n"
            "generate: write an index of the images in the file WORDS, or on standard input for "
            "\"-\": one reference a line, \"#\" begins a comment, and without a tag the greatest "
            "version is meant. Their labels are read from the registries and nothing is pulled. "
            "What cannot be listed is told; the rest is written, and the exit code is 1."),
        {QStringLiteral("catalog add https://example.com/extensions.json"),
         QStringLiteral("catalog search --category database backup"),
         QStringLiteral("catalog info docker/disk-usage-extension"),
         QStringLiteral("catalog generate extensions.txt --output index.json")},
    };
}

Parameters CatalogCommand::parameters()
{
    Parameter action =
        Parameter::argument(QStringLiteral("ACTION"), m_action, QStringLiteral("What to do."));
    for (const CatalogAction &known : catalogActions) {
        action.choices.append(QLatin1String(known.name));
    }
    return {
        action,
        Parameter::words(QStringLiteral("WORDS"),
                         m_words,
                         QStringLiteral("What the action is about: a URL or a file, words to look "
                                        "for, an id, or a list of references."))
            .completedBy(Parameter::Values::Files)
            .optional(),
        OutputFormat::option(m_format),
        Parameter::option({},
                          QStringLiteral("category"),
                          QStringLiteral("NAME"),
                          m_category,
                          QStringLiteral("search: only what is in the category.")),
        Parameter::option(QLatin1Char('o'),
                          QStringLiteral("output"),
                          QStringLiteral("FILE"),
                          m_output,
                          QStringLiteral("generate: write it there, not to standard output."))
            .completedBy(Parameter::Values::Files),
        Parameter::option({},
                          QStringLiteral("title"),
                          QStringLiteral("TITLE"),
                          m_title,
                          QStringLiteral("generate: what the catalog is called.")),
        Parameter::option({},
                          QStringLiteral("timeout"),
                          QStringLiteral("SECONDS"),
                          m_timeout,
                          QStringLiteral("generate: how long each image may take; %1 unless given.")
                              .arg(usualSeconds)),
        Parameter::flag({},
                        QStringLiteral("local"),
                        m_isLocal,
                        QStringLiteral("generate: read the images of the engine, and ask no "
                                       "registry.")),
    };
}

Task<Result<ExitCode>> CatalogCommand::run(Session session)
{
    if (const Result<> checked = checkWords(); !checked) {
        reportError(session.terminal, checked.error());
        co_return ExitCode::Usage;
    }
    const QString word = m_words.value(0);
    if (m_action == QStringLiteral("ls")) {
        co_return co_await listCatalogs(session, m_format);
    }
    if (m_action == QStringLiteral("add")) {
        co_return co_await addCatalog(session, word);
    }
    if (m_action == QStringLiteral("remove")) {
        co_return removeCatalog(session, word);
    }
    if (m_action == QStringLiteral("search")) {
        const catalog::CatalogQuery query{m_words.join(QLatin1Char(' ')), m_category};
        co_return co_await searchCatalogs(session, query, m_format);
    }
    if (m_action == QStringLiteral("info")) {
        co_return co_await showEntry(session, word, m_format);
    }
    if (m_action == QStringLiteral("refresh")) {
        co_return co_await refreshCatalogs(session);
    }
    co_return co_await generate(session);
}

Result<> CatalogCommand::checkWords() const
{
    for (const CatalogAction &known : catalogActions) {
        if (m_action != QLatin1String(known.name)) {
            continue;
        }
        const QString hint = QStringLiteral("See \"docker extension catalog --help\".");
        if (m_words.size() < known.fewest) {
            return failure(
                ErrorCode::InvalidArgument,
                QStringLiteral("\"catalog %1\" needs %2.").arg(m_action, QLatin1String(known.what)),
                hint);
        }
        if (m_words.size() > known.most) {
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("\"catalog %1\" takes no \"%2\".")
                               .arg(m_action, m_words.at(known.most)),
                           hint);
        }
    }
    return {};
}

Task<Result<ExitCode>> CatalogCommand::generate(Session session) const
{
    CatalogGeneration asked{.list = m_words.value(0),
                            .output = m_output,
                            .title = m_title,
                            .isLocal = m_isLocal,
                            .limit = std::chrono::seconds(usualSeconds)};
    if (!m_timeout.isEmpty()) {
        bool isNumber = false;
        const int seconds = m_timeout.toInt(&isNumber);
        if (!isNumber || seconds < 1 || seconds > mostSeconds) {
            co_return failure(
                ErrorCode::InvalidArgument,
                QStringLiteral("--timeout takes a number of seconds from 1 to %1, and "
                               "\"%2\" is none.")
                    .arg(mostSeconds)
                    .arg(m_timeout));
        }
        asked.limit = std::chrono::seconds(seconds);
    }
    co_return co_await generateCatalog(session, asked);
}

} // namespace pierhead::cli

#include "enginechoices.h"

#include "askversion.h"

#include <algorithm>

namespace pierhead::desktop {

namespace {

using engine::Engine;
using State = EngineChoice::State;

/// Time for an ssh that has to shake hands.
constexpr std::chrono::seconds usualLimit{10};

} // namespace

EngineChoices::EngineChoices(QString requested,
                             const EngineSession &engines,
                             const ExtensionModel &model,
                             QObject *parent)
    : QObject(parent)
    , m_requested(std::move(requested))
    , m_engines(engines)
    , m_model(model)
    , m_limit(usualLimit)
{ }

EngineChoices::~EngineChoices()
{
    m_stop.request_stop();
}

void EngineChoices::refresh()
{
    m_stop.request_stop();
    m_stop = StopSource();
    const std::vector<EngineChoice> former = std::move(m_all);
    m_all.clear();
    if (m_engines.engine() != nullptr) {
        addKey(m_engines.engine()->key(), {});
    }
    const engine::KnownEngines known = engine::knownEngines(m_requested);
    for (const engine::EngineCandidate &candidate : known.engines) {
        add(EngineChoice::from(candidate));
    }
    const QString origin = tr("the engine of an installed extension");
    for (const ExtensionRow &row : m_model.rows()) {
        addKey(row.extension.engine, origin);
    }
    add(EngineChoice::embedded());
    for (const Error &problem : known.problems) {
        m_all.push_back(EngineChoice::unreadable(problem));
    }
    for (EngineChoice &choice : m_all) {
        const auto before = std::find_if(
            former.begin(), former.end(), [&choice](auto &old) { return old.key == choice.key; });
        if (before != former.end() && choice.state == State::Asking) {
            choice.state = before->state;
            choice.product = before->product;
            choice.version = before->version;
            choice.error = before->error;
        }
    }
    Q_EMIT changed();
    const std::vector<EngineChoice> asked = m_all;
    for (const EngineChoice &choice : asked) {
        ask(choice);
    }
}

void EngineChoices::add(EngineChoice choice)
{
    const auto known = std::find_if(
        m_all.begin(), m_all.end(), [&choice](auto &other) { return other.key == choice.key; });
    if (known == m_all.end()) {
        m_all.push_back(std::move(choice));
    } else if (known->origin.isEmpty() && known == m_all.begin()) {
        // The one in use; who else names it is worth knowing.
        known->origin = choice.origin;
    }
}

void EngineChoices::addKey(const QString &key, const QString &origin)
{
    if (key == Engine::embeddedName()) {
        add(EngineChoice::embedded());
    } else if (const auto address = engine::EngineAddress::parse(key)) {
        add(EngineChoice::from({*address, origin, true}));
    }
}

void EngineChoices::ask(const EngineChoice &choice)
{
    const Engine *current = m_engines.engine();
    const bool isCurrent = current != nullptr && current->key() == choice.key;
    std::optional<engine::EngineAddress> address;
    if (isCurrent) {
        address = current->client().address();
    } else if (const auto parsed = engine::EngineAddress::parse(choice.key)) {
        address = *parsed;
    }
    if (!address || (choice.state == State::Idle && !isCurrent)) {
        return;
    }
    QCoro::connect(askVersion(engine::EngineClient(*address), m_limit, m_stop.get_token()),
                   this,
                   [this, key = choice.key, stop = m_stop.get_token()](
                       const Result<engine::EngineVersion> &version) {
                       if (!stop.stop_requested()) {
                           answer(key, version);
                       }
                   });
}

void EngineChoices::answer(const QString &key, const Result<engine::EngineVersion> &version)
{
    for (EngineChoice &choice : m_all) {
        if (choice.key == key) {
            choice.state = version ? State::Answers : State::Silent;
            choice.product = version ? version->product : QString();
            choice.version = version ? version->version : QString();
            choice.error = version ? Error() : version.error();
        }
    }
    Q_EMIT changed();
}

} // namespace pierhead::desktop

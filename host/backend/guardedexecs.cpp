#include "guardedexecs.h"

#include <host/base/json.h>

namespace pierhead::backend {

namespace {

const char *const containerKey = "container";
const char *const engineKey = "engine";
const char *const execKey = "exec";
const char *const overKey = "over";

/// What a line says.
struct ExecNote
{
    QString over; ///< the id of one that is over; else the other counts
    GuardedExec begun;
};

void from_json(const nlohmann::json &object, ExecNote &note)
{
    note.over = json::fieldOr<QString>(object, overKey, {});
    if (note.over.isEmpty()) {
        note.begun = {json::field<QString>(object, engineKey),
                      json::field<QString>(object, containerKey),
                      json::field<QString>(object, execKey)};
    }
}

} // namespace

QByteArray GuardedExecs::beginLine(const GuardedExec &exec)
{
    const nlohmann::json line = {
        {containerKey, exec.container}, {engineKey, exec.engine}, {execKey, exec.id}};
    return json::serialize(line) + '\n';
}

QByteArray GuardedExecs::overLine(const QString &id)
{
    const nlohmann::json line = {{overKey, id}};
    return json::serialize(line) + '\n';
}

void GuardedExecs::add(const GuardedExec &exec)
{
    m_execs.insert_or_assign(exec.id, exec);
}

void GuardedExecs::remove(const QString &id)
{
    m_execs.erase(id);
}

void GuardedExecs::take(const QByteArray &line)
{
    const Result<ExecNote> note = json::parseAs<ExecNote>(line);
    if (note && note->over.isEmpty()) {
        add(note->begun);
    } else if (note) {
        remove(note->over);
    }
}

std::vector<GuardedExec> GuardedExecs::all() const
{
    std::vector<GuardedExec> execs;
    execs.reserve(m_execs.size());
    for (const auto &[id, exec] : m_execs) {
        execs.push_back(exec);
    }
    return execs;
}

QByteArray GuardedExecs::lines() const
{
    QByteArray text;
    for (const auto &[id, exec] : m_execs) {
        text += beginLine(exec);
    }
    return text;
}

} // namespace pierhead::backend

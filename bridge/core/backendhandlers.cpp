#include "backendhandlers.h"

#include "commandcall.h"
#include "servicehandlers.h"

namespace pierhead::bridge {

namespace {

Result<PlannedCommand<backend::BackendSession>>
inBackend(const PageContext &page, const ExecArgs &args, ExecForm form)
{
    if (!page.extension.manifest.backend || !page.backend) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 has no backend to run a command in: its metadata.json "
                                      "has no \"vm\".")
                           .arg(page.extension.id.value()));
    }
    PIERHEAD_TRY(spec, args.spec(form));
    return PlannedCommand<backend::BackendSession>{*page.backend, std::move(spec), args.line()};
}

} // namespace

void addBackendHandlers(MethodTable &table)
{
    addExec(table, QStringLiteral("extension.vm.cli.exec"), extensions::Permission::Vm, &inBackend);
    addServiceHandlers(table);
}

} // namespace pierhead::bridge

#include "secrethandlers.h"

namespace pierhead::bridge {

namespace {

struct SecretArgs
{
    QString name;
    QString value;
};

void from_json(const nlohmann::json &source, SecretArgs &args)
{
    args.name = json::field<QString>(source, "name");
    args.value = json::fieldOr<QString>(source, "value", {});
}

Task<Result<nlohmann::json>> getSecret(CallContext context, SecretArgs args)
{
    const secrets::SecretStore store = context.page->extension.secrets();
    PIERHEAD_CO_TRY(value, co_await store.get(args.name));
    nlohmann::json answer;
    if (value) {
        answer = *value;
    }
    co_return answer;
}

Task<Result<void>> setSecret(CallContext context, SecretArgs args)
{
    const secrets::SecretStore store = context.page->extension.secrets();
    co_return co_await store.set(args.name, args.value);
}

Task<Result<void>> deleteSecret(CallContext context, SecretArgs args)
{
    const secrets::SecretStore store = context.page->extension.secrets();
    co_return co_await store.remove(args.name);
}

} // namespace

void addSecretHandlers(MethodTable &table)
{
    table.add<SecretArgs, nlohmann::json>(QStringLiteral("secrets.get"), std::nullopt, &getSecret);
    table.add<SecretArgs, void>(QStringLiteral("secrets.set"), std::nullopt, &setSecret);
    table.add<SecretArgs, void>(QStringLiteral("secrets.delete"), std::nullopt, &deleteSecret);
}

} // namespace pierhead::bridge

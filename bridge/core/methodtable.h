#pragma once

#include "callcontext.h"

#include <host/base/json.h>
#include <host/extensions/permissions.h>

#include <QHash>

#include <functional>
#include <optional>

namespace pierhead::bridge {

/// The methods a page may call, by name. Each is registered with the permission it needs, so no
/// handler can forget to ask for it.
class MethodTable final
{
public:
    using Handler = std::function<Task<Result<nlohmann::json>>(CallContext, nlohmann::json)>;
    using StreamHandler =
        std::function<Task<Result<nlohmann::json>>(StreamContext, nlohmann::json)>;

    struct Method
    {
        std::optional<extensions::Permission> permission; ///< none: everybody may
        Handler handler;           ///< empty: cannot be called, but opened as a stream, if at all
        StreamHandler stream = {}; ///< empty: cannot be opened as a stream
    };

    /// `function` is Task<Result<Ret>>(CallContext, Args). Args has a from_json, Ret a to_json (or
    /// is void). Arguments that do not fit are answered with InvalidArgument, naming the JSON path.
    template <typename Args, typename Ret, typename Function>
    void
    add(const QString &name, std::optional<extensions::Permission> permission, Function function)
    {
        m_methods.insert(
            name,
            Method{permission,
                   [function = std::move(function)](CallContext context, nlohmann::json params) {
                       return invoke<Args, Ret, Function>(
                           function, std::move(context), std::move(params));
                   }});
    }

    /// Lets a method that was added be opened as a stream too. `function` is
    /// Task<Result<Ret>>(StreamContext, Args); what it returns is the stream's end.
    template <typename Args, typename Ret, typename Function>
    void addStream(const QString &name, Function function)
    {
        m_methods[name].stream = [function = std::move(function)](StreamContext context,
                                                                  nlohmann::json params) {
            return invoke<Args, Ret, Function>(function, std::move(context), std::move(params));
        };
    }

    /// A method that is nothing but a stream.
    template <typename Args, typename Ret, typename Function>
    void addStreamOnly(const QString &name,
                       std::optional<extensions::Permission> permission,
                       Function function)
    {
        addStream<Args, Ret>(name, std::move(function));
        m_methods[name].permission = permission;
    }

    /// Nothing where the name is not known.
    [[nodiscard]] const Method *find(const QString &name) const;

private:
    template <typename Args, typename Ret, typename Function, typename Context>
    static Task<Result<nlohmann::json>>
    invoke(Function function, Context context, nlohmann::json params)
    {
        Result<Args> args = json::decode<Args>(params);
        if (!args) {
            co_return failure(ErrorCode::InvalidArgument,
                              QStringLiteral("The arguments do not fit: ") + args.error().message);
        }
        Result<Ret> result = co_await function(std::move(context), std::move(*args));
        if (!result) {
            co_return tl::unexpected<Error>(std::move(result).error());
        }
        if constexpr (std::is_void_v<Ret>) {
            co_return nlohmann::json(nullptr);
        } else {
            co_return nlohmann::json(std::move(*result));
        }
    }

    QHash<QString, Method> m_methods;
};

} // namespace pierhead::bridge

#include "askversion.h"

#include <QTimer>

namespace pierhead::desktop {

Task<Result<engine::EngineVersion>>
askVersion(engine::EngineClient client, std::chrono::milliseconds limit, StopToken stop)
{
    StopSource patience;
    const auto giveUp = [patience] {
        patience.request_stop();
    };
    const std::stop_callback<decltype(giveUp)> onStop(stop, giveUp);
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, giveUp);
    timer.start(limit);
    const Result<engine::EngineVersion> version = co_await client.version(patience.get_token());
    if (!version && version.error().code == ErrorCode::Cancelled && !stop.stop_requested()) {
        co_return failure(ErrorCode::Timeout,
                          Text::english("The engine at %1 did not answer within %2 seconds.")
                              .arg(client.address().toString())
                              .arg(static_cast<double>(limit.count()) / 1000.0));
    }
    co_return version;
}

} // namespace pierhead::desktop

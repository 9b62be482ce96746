#include "agentscript.h"

#include <host/backend/agentcodec.h>
#include <host/base/json.h>

namespace pierhead::test {

namespace agentcodec = backend::agentcodec;

namespace {

QByteArray relayFailure(quint32 id, int error)
{
    QByteArray payload(5, '\0');
    payload[0] = static_cast<char>(agent::FailedStep::Connect);
    payload[4] = static_cast<char>(error);
    return agentcodec::encode(agent::FrameType::Failed, id, payload);
}

QByteArray relayAnswer(const agentcodec::Frame &frame, int error, Relayed &relayed)
{
    using agent::FrameType;
    if (frame.type == FrameType::Connect) {
        ++relayed.connections;
        return error == 0 ? agentcodec::encode(FrameType::Connected, frame.id)
                          : relayFailure(frame.id, error);
    }
    if (error != 0) {
        return {}; // the connection is over
    }
    relayed.ends += frame.type == FrameType::Eof ? 1 : 0;
    if (frame.type != FrameType::Data) {
        return {};
    }
    relayed.bytes += frame.payload;
    return agentcodec::encodeWindow(
        frame.id, agent::Channel::Input, static_cast<quint32>(frame.payload.size()));
}

} // namespace

nlohmann::json scriptedMount(const char *type, const char *folder, bool isWritable)
{
    return {{"Type", type}, {"Destination", folder}, {"RW", isWritable}};
}

void scriptService(FakeEngine &engine, const ScriptedService &service)
{
    engine.on("GET /containers/service/json",
              FakeReply::json(200,
                              {{"Id", "c1"},
                               {"Name", "/service"},
                               {"Image", "sha256:c0ffee"},
                               {"Mounts", service.mounts},
                               {"HostConfig", {{"ReadonlyRootfs", service.isRootReadOnly}}},
                               {"State", {{"Status", "running"}}}}));
    engine.on(
        serviceImage,
        FakeReply::json(
            200,
            {{"Id", "sha256:c0ffee"}, {"Architecture", service.architecture}, {"Os", "linux"}}));
    engine.on(serviceUpload, FakeReply::json(200, nullptr));
    engine.onRequest(serviceExec, [](const FakeRequest &request) {
        const auto exec = json::parse(request.body).value_or(nlohmann::json::object());
        const bool isRoots = exec.value("User", "") == "0";
        return FakeReply::json(201, {{"Id", isRoots ? "root" : "own"}});
    });
}

QByteArray agentHello(char version)
{
    QByteArray payload = QByteArray::fromHex("50484147000000000007000200000040000000000042");
    payload[5] = version;
    return agentcodec::encode(agent::FrameType::Hello, 0, payload);
}

FakeReply agentThatSays(const QByteArray &bytes)
{
    return FakeReply::upgraded(FakeReply::frame(1, bytes)).keptOpen();
}

FakeReply agentThatRelays(const std::shared_ptr<Relayed> &relayed, int error)
{
    const auto decoder = std::make_shared<agentcodec::Decoder>();
    const auto answer = [decoder, relayed, error](const QByteArray &input) {
        QByteArray bytes;
        const auto frames = decoder->take(input);
        if (!frames) {
            qFatal("%s", qPrintable(frames.error().message));
        }
        for (const agentcodec::Frame &frame : *frames) {
            bytes += relayAnswer(frame, error, *relayed);
        }
        return bytes.isEmpty() ? bytes : FakeReply::frame(1, bytes);
    };
    return FakeReply::upgraded(FakeReply::frame(1, agentHello()), answer);
}

} // namespace pierhead::test

#include "bridgechannel.h"

#include <utility>

namespace pierhead::bridge {

BridgeChannel::BridgeChannel(Receiver receiver, QObject *parent)
    : QObject(parent)
    , m_receiver(std::move(receiver))
{ }

void BridgeChannel::post(const QString &text)
{
    m_receiver(text.toUtf8());
}

} // namespace pierhead::bridge

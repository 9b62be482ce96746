#pragma once

#include "savedimage.h"
#include "webserver.h"

namespace pierhead::test {

/// A registry that is played, with one image of one layer, which does not come as it should.
class FaultyRegistry final
{
public:
    enum class Fault {
        None,
        CutOff,     ///< the connection ends in the middle of the layer
        WrongBytes, ///< of the right number
        TooMany,    ///< 429
        Silence,    ///< in the middle of the layer
    };

    FaultyRegistry(const QString &path, const SavedImage &image, Fault fault);

    /// From now on the layer comes whole.
    void heal() { m_fault = Fault::None; }

    /// "127.0.0.1:41234/path:1.0.0"
    [[nodiscard]] QString reference() const;

    /// How often the layer was asked for.
    [[nodiscard]] int layerRequests() const { return m_layerRequests; }

private:
    [[nodiscard]] QByteArray pathOf(const QString &part) const;
    void answerLayer(const WebCall &call);

    QString m_path;
    QByteArray m_layer;
    Fault m_fault;
    int m_layerRequests = 0;
    WebServer m_server;
};

} // namespace pierhead::test

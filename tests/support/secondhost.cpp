#include "secondhost.h"

#include <QProcess>

#include <fcntl.h>
#include <sched.h>

namespace pierhead::test {

const QString SecondHost::sshText = QStringLiteral("ssh://root@10.99.0.2");

void SecondHost::leaveNetwork()
{
    if (unshare(CLONE_NEWNET) != 0) {
        qFatal("a network namespace needs root");
    }
}

SecondHost::SecondHost(QString folder, OwnEngine::Product product)
    : m_folder(std::move(folder))
    , m_product(product)
{ }

bool SecondHost::start()
{
    QProcess make;
    make.start(QStringLiteral(PIERHEAD_SOURCE_FOLDER "/tests/engine/make-second-host"), {m_folder});
    if (!make.waitForFinished() || make.exitCode() != 0) {
        qWarning("%s", make.readAllStandardError().constData());
        return false;
    }
    // Open in the children: they cannot name this process from within their namespaces.
    const int network = open("/proc/self/ns/net", O_RDONLY); // NOLINT(*-vararg)
    OwnEngine::Additions additions{
        {QStringLiteral(PIERHEAD_SOURCE_FOLDER "/tests/engine/second-host"),
         m_folder,
         QString::number(network)},
        {}};
    if (m_product == OwnEngine::Product::Docker) {
        additions.arguments = {QStringLiteral("--host"),
                               QStringLiteral("tcp://10.99.0.2:2376"),
                               QStringLiteral("--tlsverify"),
                               QStringLiteral("--tlscacert=%1/house.pem").arg(m_folder),
                               QStringLiteral("--tlscert=%1/engine.pem").arg(m_folder),
                               QStringLiteral("--tlskey=%1/engine.key").arg(m_folder)};
    }
    m_engine = std::make_unique<OwnEngine>(m_folder, additions, m_product);
    qputenv("PATH", (m_folder + QStringLiteral("/bin:")).toUtf8() + qgetenv("PATH"));
    return m_engine->start();
}

QString SecondHost::tcpText(const QString &certificates) const
{
    return QStringLiteral("tcp://10.99.0.2:2376?certificates=%1/%2").arg(m_folder, certificates);
}

} // namespace pierhead::test

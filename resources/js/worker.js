// What a worker has before its own script: the requests that pages have. Each @include line stands for the file it names
// (bridge/web/bridgescript.cpp).
(function () {
    // @include netrequest.js
    // @include events.js
    // @include fetch.js
    // @include xhr.js
    // @include workerwire.js
    // @include workers.js

    const { wire, attach, close } = connectPort();
    if ('onconnect' in self) {
        // Of a shared worker each page comes with two ports: for requests, and the one that the script is told of.
        self.addEventListener('connect', (/** @type {any} */ event) => {
            if (event.isTrusted) {
                event.stopImmediatePropagation();
                event.ports[0].onmessage = (/** @type {MessageEvent} */ { data, ports: [requests, client] }) => {
                    if (data === workerGreeting) {
                        attach(requests);
                        self.dispatchEvent(new MessageEvent('connect', { data: '', ports: [client], source: client }));
                    }
                };
            }
        });
    } else {
        self.addEventListener('message', function take(event) {
            if (event.data === workerGreeting && event.ports.length === 1) {
                event.stopImmediatePropagation();
                self.removeEventListener('message', take);
                attach(event.ports[0]);
            }
        });
    }
    const browserClose = self.close.bind(self);
    self.close = () => {
        close();
        browserClose();
    };
    installFetch(wire);
    installXhr(wire);
    installEventSource(wire);
    installWorkers(wire);
})();

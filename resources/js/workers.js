/** What a worker's first message has, which brings the way to the page's wire. */
const workerGreeting = 'pierhead-wire';

/**
 * Opens streams for a worker, which has no wire of its own.
 *
 * @param {MessagePort} port
 * @param {Wire} wire
 */
function serveWire(port, wire) {
    /** @type {Map<number, { stream: WireStream, waiting: ((value: undefined) => void)[] }>} */
    const open = new Map();

    /** @param {number} id @param {string} method @param {object} params */
    function begin(id, method, params) {
        /** @type {((value: undefined) => void)[]} */
        const waiting = [];
        const stream = wire.open(method, params, (chunk) => {
            port.postMessage({ id, chunk });
            return new Promise((used) => waiting.push(used));
        });
        open.set(id, { stream, waiting });
        stream.outcome
            .then(
                (result) => port.postMessage({ id, result }),
                (problem) => port.postMessage({ id, problem }),
            )
            .then(() => open.delete(id));
    }

    function close() {
        for (const { stream, waiting } of open.values()) {
            waiting.forEach((used) => used(undefined));
            stream.cancel();
        }
        port.close();
    }

    port.onmessage = ({ data }) => {
        const { id, type } = data;
        if (type === 'open') {
            begin(id, data.method, data.params);
        } else if (type === 'used') {
            open.get(id)?.waiting.shift()?.(undefined);
        } else if (type === 'write') {
            open.get(id)?.stream.write(data.data).then(() => port.postMessage({ id, taken: true }));
        } else if (type === 'cancel') {
            open.get(id)?.stream.cancel();
        } else if (type === 'close') {
            close();
        }
    };
    return close;
}

/** The worker's end of serveWire(): a wire that works once it has its port. */
function connectPort() {
    /** @type {Map<number, RunningCall>} */
    const running = new Map();
    /** @type {object[]} */
    const waiting = [];
    /** @type {MessagePort | undefined} */
    let port;
    let lastId = 0;

    /** @param {object} message */
    function send(message) {
        if (port) {
            port.postMessage(message);
        } else {
            waiting.push(message);
        }
    }

    /** @param {any} message */
    async function receive({ id, ...message }) {
        const call = running.get(id);
        if (!call) {
            return;
        }
        if ('chunk' in message) {
            await call.chunk?.(message.chunk);
            send({ type: 'used', id });
        } else if (message.taken) {
            call.writing.shift()?.();
        } else {
            running.delete(id);
            call.writing.forEach((taken) => taken());
            if (message.problem) {
                call.reject(message.problem);
            } else {
                call.resolve(message.result);
            }
        }
    }

    /** @param {MessagePort} given */
    function attach(given) {
        port = given;
        port.onmessage = ({ data }) => void receive(data);
        waiting.splice(0).forEach(send);
    }

    /** @type {Wire} */
    const wire = {
        call: (method) => Promise.reject(new TypeError(`${method} is not for workers.`)),
        open(method, params, chunk) {
            const id = ++lastId;
            const outcome = new Promise((resolve, reject) => {
                running.set(id, { resolve, reject, chunk, writing: [] });
            });
            send({ type: 'open', id, method, params });
            return {
                outcome,
                cancel: () => send({ type: 'cancel', id }),
                write: (data) =>
                    new Promise((taken) => {
                        const call = running.get(id);
                        if (call) {
                            call.writing.push(taken);
                            send({ type: 'write', id, data });
                        } else {
                            taken();
                        }
                    }),
            };
        },
    };
    return { wire, attach, close: () => send({ type: 'close' }) };
}

/**
 * Workers with the requests that pages have (fetch.js, xhr.js, events.js): what is put before their scripts asks by the page's
 * wire (worker.js, bridge/web/extensionschemehandler.cpp). Scripts from elsewhere, `blob:` among them, stay as they are.
 *
 * @param {Wire} wire
 */
function installWorkers(wire) {
    const BrowserWorker = self.Worker;

    /** The URL by which the worker gets that script; nothing where it is none of the extension's. @param {string | URL} url @param {WorkerOptions} [options] */
    function scriptOf(url, options) {
        let script;
        try {
            script = new URL(url, baseUrl());
        } catch {
            return undefined; // the browser says why
        }
        if (!isOwnUrl(script)) {
            return undefined;
        }
        const kind = options?.type === 'module' ? 'module' : 'classic';
        script.search += `${script.search ? '&' : '?'}pierhead-worker=${kind}`;
        return script;
    }

    class PierheadWorker extends BrowserWorker {
        /** @type {(() => void) | undefined} */
        #close;

        /** @param {string | URL} url @param {WorkerOptions} [options] */
        constructor(url, options) {
            const script = scriptOf(url, options);
            super(script ?? url, options);
            if (script) {
                const { port1, port2 } = new MessageChannel();
                this.#close = serveWire(port1, wire);
                this.postMessage(workerGreeting, [port2]);
            }
        }

        terminate() {
            this.#close?.();
            super.terminate();
        }
    }

    Object.defineProperty(PierheadWorker, 'name', { value: 'Worker' });
    self.Worker = PierheadWorker;
}

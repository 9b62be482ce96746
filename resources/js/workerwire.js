/** What a worker's first message has, which brings the way to the page's wire. */
const workerGreeting = 'pierhead-wire';

/**
 * Opens streams for a worker, which has no wire of its own. Returns what closes them.
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
        port.postMessage({ gone: true });
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

/**
 * The worker's end of serveWire(): a wire that works once it has a port. A shared worker gets one of each page; it asks by the
 * newest, and what is under way by a page that goes fails.
 */
function connectPort() {
    /** @type {Map<number, RunningCall & { port?: MessagePort }>} */
    const running = new Map();
    /** @type {{ id: number, message: object }[]} */
    const waiting = [];
    /** @type {MessagePort[]} */
    const ports = [];
    let lastId = 0;

    /** @param {number} id @param {object} message */
    function send(id, message) {
        const call = running.get(id);
        if (!call) {
            return;
        }
        call.port ??= ports.at(-1);
        if (call.port) {
            call.port.postMessage({ ...message, id });
        } else {
            waiting.push({ id, message });
        }
    }

    /** @param {number} id @param {(call: RunningCall) => void} tell */
    function end(id, tell) {
        const call = running.get(id);
        if (call) {
            running.delete(id);
            call.writing.forEach((taken) => taken());
            tell(call);
        }
    }

    /** @param {MessagePort} port */
    function detach(port) {
        const problem = { code: 'cancelled', message: 'The page that asked for it is gone.' };
        if (ports.includes(port)) {
            ports.splice(ports.indexOf(port), 1);
        }
        [...running].filter(([, call]) => call.port === port).forEach(([id]) => end(id, (call) => call.reject(problem)));
        port.close();
    }

    /** @param {MessagePort} port @param {any} message */
    async function receive(port, { id, ...message }) {
        const call = running.get(id);
        if (message.gone) {
            detach(port);
        } else if (!call) {
            return;
        } else if ('chunk' in message) {
            await call.chunk?.(message.chunk);
            port.postMessage({ type: 'used', id });
        } else if (message.taken) {
            call.writing.shift()?.();
        } else if (message.problem) {
            end(id, ({ reject }) => reject(message.problem));
        } else {
            end(id, ({ resolve }) => resolve(message.result));
        }
    }

    /** @param {MessagePort} port */
    function attach(port) {
        ports.push(port);
        port.onmessage = ({ data }) => void receive(port, data);
        waiting.splice(0).forEach(({ id, message }) => send(id, message));
    }

    /** @type {Wire} */
    const wire = {
        call: (method) => Promise.reject(new TypeError(`${method} is not for workers.`)),
        open(method, params, chunk) {
            const id = ++lastId;
            const outcome = new Promise((resolve, reject) => {
                running.set(id, { resolve, reject, chunk, writing: [] });
            });
            send(id, { type: 'open', method, params });
            return {
                outcome,
                cancel: () => send(id, { type: 'cancel' }),
                write: (data) =>
                    new Promise((taken) => {
                        const call = running.get(id);
                        if (call) {
                            call.writing.push(taken);
                            send(id, { type: 'write', data });
                        } else {
                            taken();
                        }
                    }),
            };
        },
    };
    return { wire, attach, close: () => ports.forEach((port) => port.postMessage({ type: 'close' })) };
}

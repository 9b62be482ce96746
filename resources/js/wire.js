/**
 * The page's end of bridge/PROTOCOL.md. Calls made before the program has said hello wait for it.
 *
 * @param {unknown} transport
 * @returns {Wire}
 */
function connectWire(transport) {
    const version = 1;
    /** How many bytes of a stream may be on their way. */
    const window = 8 * 1024 * 1024;
    /** The browser's own, for parcels. */
    const Request = XMLHttpRequest;
    /** @type {Map<number, RunningCall>} */
    const running = new Map();
    /** @type {(() => void)[]} */
    const waiting = [];
    /** @type {((text: string) => void) | undefined} */
    let post;
    /** @type {number | undefined} */
    let maximumBytes;
    let lastId = 0;

    /** As JSON. Half of a pair of surrogates is no character, and the program refuses its escape. @param {object} message */
    function toJson(message) {
        const text = JSON.stringify(message);
        if (!text.includes('\\ud')) {
            return text;
        }
        return text.replace(/\\(?:\\|ud[89a-f]..)/g, (escaped) => (escaped === '\\\\' ? escaped : '\ufffd'));
    }

    /** @param {string} text */
    function byteLength(text) {
        // No text has more than three bytes to a code unit, so most need no counting.
        return text.length * 3 <= Number(maximumBytes) ? text.length : new TextEncoder().encode(text).length;
    }

    /** @param {number} id @param {string} text */
    function send(id, text) {
        const bytes = byteLength(text);
        if (bytes > Number(maximumBytes)) {
            const call = running.get(id);
            running.delete(id);
            call?.reject({ code: 'too-large', message: `The call has ${bytes} bytes; ${maximumBytes} are allowed.` });
            call?.writing.forEach((taken) => taken());
            // A stream that runs already has nobody who listens to it any more.
            post?.(JSON.stringify({ type: 'cancel', id }));
            return;
        }
        post?.(text);
    }

    /** @param {any} hello */
    function start(hello) {
        maximumBytes = hello.limits.messageBytes;
        waiting.splice(0).forEach((call) => call());
    }

    /** @param {number} id @param {number} bytes @param {any} data */
    function takeChunk(id, bytes, data) {
        const call = running.get(id);
        if (!call) {
            return;
        }
        const grant = () => post?.(JSON.stringify({ type: 'grant', id, bytes }));
        // Who cannot use it yet says so with a promise.
        const isUsed = call.chunk?.(data);
        if (isUsed) {
            isUsed.then(grant);
        } else {
            grant();
        }
    }

    /**
     * The text at a path of ours; nothing where the page has begun to go.
     *
     * @param {string} path @returns {Promise<string | undefined>}
     */
    function fetchParcel(path) {
        return new Promise((resolve) => {
            const request = new Request();
            request.open('GET', path);
            request.onload = () => resolve(request.responseText);
            request.onerror = () => resolve(undefined);
            request.send();
        });
    }

    /** What comes for the call waits until this is done. @param {RunningCall} call @param {Promise<void>} done */
    function holdUp(call, done) {
        const fetching = done.then(() => {
            if (call.fetching === fetching) {
                call.fetching = undefined;
            }
        });
        call.fetching = fetching;
    }

    /** A part of what came could not be had: the stream ends there, and not with a gap. @param {number} id */
    function lose(id) {
        const call = running.get(id);
        running.delete(id);
        post?.(JSON.stringify({ type: 'cancel', id }));
        call?.reject({ code: 'io', message: 'Fetching a part of the output failed: the page may no longer fetch from its own origin.' });
    }

    /** @param {number} id @param {number} bytes @param {string} name @param {string} path */
    function takeParcel(id, bytes, name, path) {
        const text = fetchParcel(path);
        const call = running.get(id);
        if (call) {
            const before = call.fetching;
            holdUp(
                call,
                text.then(async (fetched) => {
                    await before;
                    if (fetched === undefined) {
                        lose(id);
                    } else {
                        takeChunk(id, bytes, { [name]: fetched });
                    }
                }),
            );
        }
    }

    /** Whether the page's own rules let it fetch parcels. @param {string} path */
    function tryParcel(path) {
        fetchParcel(path).then((text) => text !== undefined && post?.(JSON.stringify({ type: 'parcels' })));
    }

    /**
     * Does what belongs to a call behind the parcels that came before it.
     *
     * @param {number} id @param {() => void} action
     */
    function inOrder(id, action) {
        const call = running.get(id);
        if (call?.fetching) {
            holdUp(call, call.fetching.then(action));
        } else {
            action();
        }
    }

    /** @param {string} text */
    function receive(text) {
        const message = JSON.parse(text);
        if (message.type === 'hello') {
            start(message);
            return;
        }
        if (message.type === 'chunk') {
            inOrder(message.id, () => takeChunk(message.id, message.bytes, message.data));
            return;
        }
        inOrder(message.id, () => takeAnswer(message));
    }

    /** @param {any} message */
    function takeAnswer(message) {
        const call = running.get(message.id);
        if (!call) {
            if (message.type === 'problem') {
                console.error(`ddClient: ${message.message}`);
            }
            return;
        }
        if (message.type === 'taken') {
            call.writing.shift()?.();
            return;
        }
        running.delete(message.id);
        call.writing.forEach((taken) => taken());
        if (message.type === 'reply' || message.type === 'end') {
            call.resolve(message.result);
        } else {
            call.reject({ code: message.code, message: message.message, detail: message.detail });
        }
    }

    new QWebChannel(transport, (channel) => {
        const { bridge } = channel.objects;
        bridge.message.connect(receive);
        bridge.chunk.connect(
            (/** @type {number} */ id, /** @type {number} */ bytes, /** @type {string} */ name, /** @type {string} */ text) =>
                inOrder(id, () => takeChunk(id, bytes, { [name]: text })),
        );
        bridge.parcel.connect(takeParcel);
        bridge.parcelTried.connect(tryParcel);
        post = (text) => bridge.post(text);
        post(JSON.stringify({ type: 'hello', version }));
    });

    /** @param {() => void} action */
    function afterHello(action) {
        if (maximumBytes === undefined) {
            waiting.push(action);
        } else {
            action();
        }
    }

    /** @param {{ type: string, method: string, params: object, window?: number }} message @param {ChunkReceiver} [chunk] */
    function begin(message, chunk) {
        const id = ++lastId;
        const outcome = new Promise((resolve, reject) => {
            // The text is made now: what the page changes in its objects afterwards is not meant. Its beginning is the id, by
            // which the program answers even what it cannot read.
            let text = '';
            try {
                text = toJson({ id, ...message });
            } catch (error) {
                reject({ code: 'invalid-argument', message: `ddClient.${message.method} takes what JSON can hold. ${error}` });
                return;
            }
            running.set(id, { resolve, reject, chunk, writing: [] });
            afterHello(() => send(id, text));
        });
        return { id, outcome };
    }

    return {
        call: (method, params) => begin({ type: 'call', method, params }).outcome,
        open(method, params, chunk) {
            const { id, outcome } = begin({ type: 'open', method, params, window }, chunk);
            const cancel = () => afterHello(() => running.has(id) && post?.(JSON.stringify({ type: 'cancel', id })));
            /** @param {any} data @returns {Promise<void>} */
            const write = (data) =>
                new Promise((taken) => {
                    const text = toJson({ id, type: 'input', data });
                    afterHello(() => {
                        const call = running.get(id);
                        if (call) {
                            call.writing.push(taken);
                            send(id, text);
                        } else {
                            taken();
                        }
                    });
                });
            return { outcome, cancel, write };
        },
    };
}

/**
 * Handlers as properties (onopen, …), as the browser's event targets have them.
 *
 * @param {{ prototype: EventTarget }} target
 * @param {string[]} types
 */
function addHandlers(target, types) {
    for (const type of types) {
        /** @type {WeakMap<EventTarget, { handler: any, listener: (event: Event) => void }>} */
        const handlers = new WeakMap();
        Object.defineProperty(target.prototype, `on${type}`, {
            get() {
                return handlers.get(this)?.handler ?? null;
            },
            set(handler) {
                const former = handlers.get(this);
                if (former) {
                    this.removeEventListener(type, former.listener);
                    handlers.delete(this);
                }
                if (typeof handler === 'function') {
                    const listener = handler.bind(this);
                    handlers.set(this, { handler, listener });
                    this.addEventListener(type, listener);
                }
            },
        });
    }
}

/**
 * Server-sent events out of a body that comes in pieces.
 *
 * @param {(event: { type: string, data: string, lastEventId: string }) => void} tell
 * @param {(milliseconds: number) => void} [setRetry]
 */
function makeEventReader(tell, setRetry) {
    const decoder = new TextDecoder();
    let begun = '';
    let lastEventId = '';
    let type = '';
    /** @type {string[]} */
    let data = [];

    /** @param {string} line */
    function takeLine(line) {
        if (line === '') {
            if (data.length > 0) {
                tell({ type: type || 'message', data: data.join('\n'), lastEventId });
            }
            type = '';
            data = [];
            return;
        }
        const [, field, value] = /^([^:]*)(?:: ?)?([^]*)$/.exec(line) ?? [];
        if (field === 'data') {
            data.push(value);
        } else if (field === 'event') {
            type = value;
        } else if (field === 'id') {
            lastEventId = value;
        } else if (field === 'retry' && /^\d+$/.test(value)) {
            setRetry?.(Number(value));
        }
    }

    /** @param {Uint8Array} bytes */
    return function take(bytes) {
        // A line's end may be cut in two; its first half waits.
        const lines = (begun + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
        begun = lines.pop() ?? '';
        lines.forEach(takeLine);
    };
}

/**
 * EventSource as Docker Desktop's pages have it: Pierhead asks the server, whose origin does not matter.
 *
 * @param {Wire} wire
 */
function installEventSource(wire) {
    class PierheadEventSource extends EventTarget {
        static CONNECTING = 0;
        static OPEN = 1;
        static CLOSED = 2;
        CONNECTING = 0;
        OPEN = 1;
        CLOSED = 2;
        readyState = PierheadEventSource.CONNECTING;
        #retry = 3000;
        #lastEventId = '';
        /** @type {WireStream | undefined} */
        #stream;

        /** @param {string | URL} url @param {EventSourceInit} [options] */
        constructor(url, options) {
            super();
            this.url = new URL(url, baseUrl()).href;
            this.withCredentials = options?.withCredentials ?? false;
            this.#connect();
        }

        close() {
            this.readyState = PierheadEventSource.CLOSED;
            this.#stream?.cancel();
        }

        #connect() {
            const read = makeEventReader(
                ({ type, data, lastEventId }) => {
                    this.#lastEventId = lastEventId;
                    if (this.readyState === PierheadEventSource.OPEN) {
                        const { origin } = new URL(this.url);
                        this.dispatchEvent(new MessageEvent(type, { data, lastEventId, origin }));
                    }
                },
                (milliseconds) => void (this.#retry = milliseconds),
            );
            /** @type {[string, string][]} */
            const headers = [
                ['Accept', 'text/event-stream'],
                ['Cache-Control', 'no-cache'],
            ];
            if (this.#lastEventId) {
                headers.push(['Last-Event-ID', this.#lastEventId]);
            }
            this.#stream = openNetRequest(
                wire,
                { url: this.url, method: 'GET', headers, body: new Uint8Array(), followsRedirects: true, usesCookies: this.withCredentials },
                { onHead: (head) => this.#takeHead(head), onBody: read },
            );
            const ended = () => this.#tryAgain();
            this.#stream.outcome.then(ended, ended);
        }

        /** @param {NetHead} head */
        #takeHead(head) {
            const type = new Headers(head.headers).get('Content-Type') ?? '';
            if (this.readyState === PierheadEventSource.CLOSED) {
                return;
            }
            if (head.status !== 200 || !type.startsWith('text/event-stream')) {
                this.close();
                this.dispatchEvent(new Event('error'));
                return;
            }
            this.readyState = PierheadEventSource.OPEN;
            this.dispatchEvent(new Event('open'));
        }

        #tryAgain() {
            if (this.readyState === PierheadEventSource.CLOSED) {
                return;
            }
            this.readyState = PierheadEventSource.CONNECTING;
            this.dispatchEvent(new Event('error'));
            setTimeout(() => {
                if (this.readyState === PierheadEventSource.CONNECTING) {
                    this.#connect();
                }
            }, this.#retry);
        }
    }

    addHandlers(PierheadEventSource, ['open', 'message', 'error']);
    Object.defineProperty(PierheadEventSource, 'name', { value: 'EventSource' });
    const BrowserEventSource = self.EventSource;
    const EventSource = new Proxy(PierheadEventSource, {
        construct: (target, [url, ...rest], made) =>
            isDevServerUrl(new URL(url, baseUrl())) ? new BrowserEventSource(url, ...rest) : Reflect.construct(target, [url, ...rest], made),
    });
    Object.assign(self, { EventSource });
}

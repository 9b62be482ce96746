/**
 * A WebSocket to the backend's service, with the members and events of the browser's.
 *
 * @param {Wire} wire
 */
function makeServiceWebSocket(wire) {
    const utf8 = new TextEncoder();
    const allowedStatus = (/** @type {number} */ code) => code === 1000 || (code >= 3000 && code <= 4999);

    class ServiceWebSocket extends EventTarget {
        static CONNECTING = 0;
        static OPEN = 1;
        static CLOSING = 2;
        static CLOSED = 3;
        CONNECTING = 0;
        OPEN = 1;
        CLOSING = 2;
        CLOSED = 3;
        extensions = '';
        protocol = '';
        /** @type {BinaryType} */
        binaryType = 'blob';
        readyState = ServiceWebSocket.CONNECTING;
        bufferedAmount = 0;
        /** @type {WireStream} */
        #stream;
        /** What is sent goes in this order, whatever has to be waited for. */
        #sending = Promise.resolve();

        /** @param {string} url @param {string | string[]} [protocols] */
        constructor(url, protocols = []) {
            super();
            this.url = String(url);
            const params = { url: this.url, protocols: [protocols].flat().map(String) };
            this.#stream = wire.open('extension.vm.service.webSocket', params, (data) => this.#take(data));
            this.#stream.outcome.then(
                ({ status, reason }) => this.#end(status, reason, true),
                (problem) => {
                    this.dispatchEvent(Object.assign(new Event('error'), { message: problem.message }));
                    this.#end(1006, problem.message, false);
                },
            );
        }

        /** @param {string | ArrayBuffer | ArrayBufferView | Blob} data */
        send(data) {
            if (this.readyState === ServiceWebSocket.CONNECTING) {
                throw new DOMException('The WebSocket is not open yet.', 'InvalidStateError');
            }
            if (this.readyState !== ServiceWebSocket.OPEN) {
                return;
            }
            const isText = !(data instanceof Blob || data instanceof ArrayBuffer || ArrayBuffer.isView(data));
            const text = String(data);
            const size = isText ? utf8.encode(text).length : data instanceof Blob ? data.size : data.byteLength;
            this.bufferedAmount += size;
            // What the page changes in its buffer afterwards is not meant.
            const bytes = isText || data instanceof Blob ? undefined : bytesOf(data).slice();
            this.#sending = this.#sending.then(async () => {
                if (isText) {
                    await this.#stream.write({ text });
                } else {
                    const binary = bytes ?? new Uint8Array(await /** @type {Blob} */ (data).arrayBuffer());
                    await this.#stream.write({ bytes: toBase64(binary) });
                }
                this.bufferedAmount -= size;
            });
        }

        /** @param {number} [code] @param {string} [reason] */
        close(code, reason = '') {
            if (code !== undefined && !allowedStatus(code)) {
                throw new DOMException(`The status ${code} is neither 1000 nor from 3000 to 4999.`, 'InvalidAccessError');
            }
            if (utf8.encode(reason).length > 123) {
                throw new DOMException('The reason has more than 123 bytes.', 'SyntaxError');
            }
            if (this.readyState === ServiceWebSocket.CONNECTING) {
                this.#stream.cancel();
            } else if (this.readyState === ServiceWebSocket.OPEN) {
                this.#sending = this.#sending.then(() => void this.#stream.write({ status: code, reason }));
            }
            this.readyState = Math.max(this.readyState, ServiceWebSocket.CLOSING);
        }

        /** @param {any} data */
        #take({ open, text, bytes }) {
            if (open) {
                if (this.readyState === ServiceWebSocket.CONNECTING) {
                    this.readyState = ServiceWebSocket.OPEN;
                    this.protocol = open.protocol;
                    this.dispatchEvent(new Event('open'));
                }
                return;
            }
            const binary = bytes === undefined ? undefined : fromBase64(bytes);
            const data = binary ? (this.binaryType === 'blob' ? new Blob([binary]) : binary.buffer) : text;
            this.dispatchEvent(new MessageEvent('message', { data }));
        }

        /** @param {number} code @param {string} reason @param {boolean} wasClean */
        #end(code, reason, wasClean) {
            this.readyState = ServiceWebSocket.CLOSED;
            this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean }));
        }
    }

    addHandlers(ServiceWebSocket, ['open', 'message', 'error', 'close']);
    return (/** @type {string} */ url, /** @type {string | string[]} */ protocols) => new ServiceWebSocket(url, protocols);
}

/**
 * ddClient.pierhead: what Pierhead has beyond Docker Desktop.
 *
 * @param {Wire} wire
 * @param {ClientTools} tools
 */
function makePierhead(wire, tools) {
    /** @param {string} method */
    const execOf = (method) => (/** @type {any} */ cmd, /** @type {any} */ args, /** @type {any} */ options) => {
        const { pty, stream } = options ?? {};
        const terminal = pty ? { columns: pty.columns ?? 80, rows: pty.rows ?? 24 } : undefined;
        const paramsOf = () => ({ ...execParams(cmd, args, options), hasInput: true, terminal });
        const { close, write } = tools.openExec(method, paramsOf, stream ?? {});
        return Object.freeze({
            close,
            /** Text or bytes; resolves when the command's input has room for more. @param {any} data */
            async write(data) {
                const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : bytesOf(data);
                const piece = 256 * 1024;
                for (let start = 0; start < bytes.length; start += piece) {
                    await write({ stdin: toBase64(bytes.subarray(start, start + piece)) });
                }
            },
            closeInput: () => write({ eof: true }),
            resize: (/** @type {{ columns: number, rows: number }} */ { columns, rows }) => write({ resize: { columns, rows } }),
        });
    };

    /** @param {any} config @param {any} callbacks */
    function stream(config, callbacks = {}) {
        const { onHead, onData, onEvent, onEnd, onError } = callbacks;
        const takeEvents = onEvent && makeEventReader((event) => tools.tellPage(onEvent, event));
        /** @type {WireStream | undefined} */
        let opened;
        let isClosed = false;
        const begin = async () => {
            const params = await tools.requestParams(config);
            if (isClosed) {
                return;
            }
            opened = wire.open('extension.vm.service.request', params, ({ head, body }) => {
                if (isClosed) {
                    return undefined;
                }
                if (head) {
                    return void tools.tellPage(onHead, { ...head, headers: new Headers(head.headers) });
                }
                const bytes = fromBase64(body);
                takeEvents?.(bytes);
                const used = tools.tellPage(onData, bytes);
                return used instanceof Promise ? used.catch((error) => console.error(error)) : undefined;
            });
            await opened.outcome;
        };
        begin().then(
            () => isClosed || tools.tellPage(onEnd),
            (problem) => isClosed || tools.tellPage(onError, tools.errorOf(problem)),
        );
        return Object.freeze({
            close() {
                isClosed = true;
                opened?.cancel();
            },
        });
    }

    const { call, callWith } = tools;
    const cli = (/** @type {string} */ method) => Object.freeze({ exec: execOf(method) });
    return Object.freeze({
        version: 1,
        vm: Object.freeze({
            cli: cli('extension.vm.cli.exec'),
            service: Object.freeze({ webSocket: makeServiceWebSocket(wire), stream }),
        }),
        host: Object.freeze({ cli: cli('extension.host.cli.exec') }),
        docker: Object.freeze({ cli: cli('docker.cli.exec') }),
        secrets: Object.freeze({
            get: (/** @type {any} */ name) => callWith('secrets.get', () => ({ name: expectText('name', name) })),
            set: (/** @type {any} */ name, /** @type {any} */ value) =>
                callWith('secrets.set', () => ({ name: expectText('name', name), value: expectText('value', value) })),
            delete: (/** @type {any} */ name) => callWith('secrets.delete', () => ({ name: expectText('name', name) })),
        }),
        dialog: Object.freeze({
            showSaveDialog: (/** @type {any} */ options) => call('desktopUI.dialog.showSaveDialog', options),
        }),
    });
}

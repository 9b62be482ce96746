/**
 * XMLHttpRequest as Docker Desktop's pages have it: requests to servers of the web are made by Pierhead, all others, and
 * those that block the page, by the browser. It is the browser's class with another way to send, so handlers, listeners and
 * `instanceof` are the browser's.
 *
 * @param {Wire} wire
 */
function installXhr(wire) {
    const BrowserXhr = self.XMLHttpRequest;

    /** The names that a page may not set, by the browser's own rules. @param {string} name @param {string} value */
    function isAllowed(name, value) {
        return [...new Request(location.href, { headers: { [name]: value } }).headers].length > 0;
    }

    /** @param {string} contentType */
    function charsetOf(contentType) {
        const label = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
        try {
            return new TextDecoder(label);
        } catch {
            return new TextDecoder();
        }
    }

    /** How many bytes a body has; 0 where that is not known at once. @param {any} body */
    function sizeOf(body) {
        if (body instanceof FormData) {
            return 0;
        }
        return body instanceof Blob ? body.size : body.byteLength ?? new Blob([body]).size;
    }

    class WebRequest {
        /** @type {number} */
        readyState = BrowserXhr.OPENED;
        headers = new Headers();
        status = 0;
        statusText = '';
        url = '';
        /** @type {Headers | undefined} */
        responseHeaders;
        /** @type {Uint8Array[]} */
        pieces = [];
        text = '';
        loaded = 0;
        isSent = false;
        /** Also where there is nothing to upload. */
        isUploaded = true;
        /** @type {any} */
        made;
        /** @type {string | undefined} */
        mimeType;
        /** @type {TextDecoder | undefined} */
        decoder;
        /** @type {WireStream | undefined} */
        stream;
        /** @type {number | undefined} */
        timer;

        /** @param {string} method @param {URL} target */
        constructor(method, target) {
            // Checks and normalises the method.
            this.method = new Request(location.href, { method }).method;
            this.target = target;
        }

        get contentType() {
            return this.mimeType ?? this.responseHeaders?.get('Content-Type') ?? '';
        }

        get total() {
            const length = this.responseHeaders?.get('Content-Length');
            return length && !this.responseHeaders?.has('Content-Encoding') ? Number(length) : 0;
        }

        get blob() {
            return new Blob(this.pieces, { type: this.contentType });
        }

        /** @param {Uint8Array} bytes @param {boolean} isText */
        take(bytes, isText) {
            this.loaded += bytes.length;
            if (isText) {
                this.decoder ??= charsetOf(this.contentType);
                this.text += this.decoder.decode(bytes, { stream: true });
            } else {
                this.pieces.push(bytes);
            }
        }

        finishText() {
            this.text += this.decoder?.decode() ?? '';
        }

        bytes() {
            const all = new Uint8Array(this.loaded);
            let place = 0;
            for (const piece of this.pieces) {
                all.set(piece, place);
                place += piece.length;
            }
            return all;
        }

        document() {
            const type = this.contentType.split(';')[0].trim().toLowerCase();
            const isXml = type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml');
            if ((!isXml && type !== 'text/html') || !('DOMParser' in self)) {
                return null;
            }
            const text = this.text || charsetOf(this.contentType).decode(this.bytes());
            return new DOMParser().parseFromString(text, isXml ? 'application/xml' : 'text/html');
        }

        /** @param {XMLHttpRequestResponseType} type */
        response(type) {
            switch (type) {
                case 'arraybuffer':
                    return this.bytes().buffer;
                case 'blob':
                    return this.blob;
                case 'document':
                    return this.document();
                case 'json':
                    try {
                        return JSON.parse(new TextDecoder().decode(this.bytes()));
                    } catch {
                        return null;
                    }
                default:
                    return this.text;
            }
        }

        end() {
            clearTimeout(this.timer);
            this.stream?.cancel();
        }
    }

    class PierheadXhr extends BrowserXhr {
        /** @type {WebRequest | undefined} */
        #web;

        /** @param {string} method @param {string | URL} url @param {boolean} [isAsync] @param {string | null} [user] @param {string | null} [password] */
        open(method, url, isAsync = true, user = null, password = null) {
            this.#web?.end();
            this.#web = undefined;
            const target = new URL(url, baseUrl());
            if (!isWebUrl(target) || !isAsync) {
                super.open(method, url, isAsync, user, password);
                return;
            }
            target.username = user ?? target.username;
            target.password = password ?? target.password;
            target.hash = '';
            this.#web = new WebRequest(method, target);
            this.dispatchEvent(new Event('readystatechange'));
        }

        /** @param {string} name @param {string} value */
        setRequestHeader(name, value) {
            if (!this.#web) {
                super.setRequestHeader(name, value);
            } else if (this.#web.isSent) {
                throw new DOMException('The request has been sent.', 'InvalidStateError');
            } else if (isAllowed(name, value)) {
                this.#web.headers.append(name, value);
            }
        }

        /** @param {Document | XMLHttpRequestBodyInit | null} [body] */
        send(body) {
            if (!this.#web) {
                super.send(body);
                return;
            }
            if (this.#web.isSent) {
                throw new DOMException('The request has been sent.', 'InvalidStateError');
            }
            this.#web.isSent = true;
            this.#send(this.#web, body ?? null);
        }

        abort() {
            const web = this.#web;
            if (!web) {
                super.abort();
                return;
            }
            web.end();
            if (web.isSent && web.readyState !== BrowserXhr.DONE) {
                this.#conclude(web, 'abort');
            }
            web.readyState = BrowserXhr.UNSENT;
        }

        /** Whether the page still waits for it. @param {WebRequest} web */
        #isUnderWay(web) {
            return this.#web === web && web.readyState !== BrowserXhr.UNSENT && web.readyState !== BrowserXhr.DONE;
        }

        /** @param {WebRequest} web @param {any} given */
        async #send(web, given) {
            const hasBody = given !== null && web.method !== 'GET' && web.method !== 'HEAD';
            const body = 'Document' in self && given instanceof Document ? new XMLSerializer().serializeToString(given) : given;
            web.isUploaded = !hasBody;
            this.dispatchEvent(new ProgressEvent('loadstart'));
            if (hasBody && this.#isUnderWay(web)) {
                const total = sizeOf(body);
                this.upload.dispatchEvent(new ProgressEvent('loadstart', { lengthComputable: total > 0, total }));
            }
            if (!this.#isUnderWay(web)) {
                return; // aborted by one who was told
            }
            if (this.timeout > 0) {
                web.timer = self.setTimeout(() => {
                    web.stream?.cancel();
                    this.#conclude(web, 'timeout');
                }, this.timeout);
            }
            let bytes = new Uint8Array();
            if (hasBody) {
                const packed = await packBody(body);
                bytes = packed.bytes;
                if (packed.type && !web.headers.has('Content-Type')) {
                    web.headers.set('Content-Type', packed.type);
                }
            }
            if (this.#isUnderWay(web)) {
                this.#start(web, bytes);
            }
        }

        /** @param {WebRequest} web @param {Uint8Array} bytes */
        #start(web, bytes) {
            const isText = this.responseType === '' || this.responseType === 'text';
            /** @param {number} loaded */
            const uploaded = (loaded) => {
                if (web.isUploaded || !this.#isUnderWay(web)) {
                    return;
                }
                const progress = { lengthComputable: true, loaded, total: bytes.length };
                this.upload.dispatchEvent(new ProgressEvent('progress', progress));
                // Unless one who was told has ended it.
                if (!web.isUploaded && loaded === bytes.length) {
                    web.isUploaded = true;
                    this.upload.dispatchEvent(new ProgressEvent('load', progress));
                    this.upload.dispatchEvent(new ProgressEvent('loadend', progress));
                }
            };
            web.stream = openNetRequest(
                wire,
                {
                    url: web.target.href,
                    method: web.method,
                    headers: [...web.headers],
                    body: bytes,
                    followsRedirects: true,
                    usesCookies: this.withCredentials,
                },
                // What was on its way when the request ended is nothing to the page.
                {
                    onSent: uploaded,
                    onHead: (head) => {
                        uploaded(bytes.length);
                        if (!this.#isUnderWay(web)) {
                            return;
                        }
                        Object.assign(web, { status: head.status, statusText: head.reason, url: head.url });
                        web.responseHeaders = new Headers(head.headers);
                        this.#become(web, BrowserXhr.HEADERS_RECEIVED);
                    },
                    onBody: (piece) => {
                        if (!this.#isUnderWay(web)) {
                            return;
                        }
                        web.take(piece, isText);
                        this.#become(web, BrowserXhr.LOADING);
                        this.dispatchEvent(this.#progress(web, 'progress'));
                    },
                },
            );
            web.stream.outcome.then(
                () => this.#conclude(web, 'load'),
                () => this.#conclude(web, 'error'),
            );
        }

        /** @param {WebRequest} web @param {number} state */
        #become(web, state) {
            web.readyState = state;
            this.dispatchEvent(new Event('readystatechange'));
        }

        /** @param {WebRequest} web @param {string} type */
        #progress(web, type) {
            return new ProgressEvent(type, { lengthComputable: web.total > 0, loaded: web.loaded, total: web.total });
        }

        /** The last events of a request. @param {WebRequest} web @param {'load' | 'error' | 'abort' | 'timeout'} type */
        #conclude(web, type) {
            if (!this.#isUnderWay(web)) {
                return;
            }
            clearTimeout(web.timer);
            web.finishText();
            if (type !== 'load') {
                Object.assign(web, { status: 0, statusText: '', url: '', text: '', pieces: [], loaded: 0, responseHeaders: undefined });
            }
            this.#become(web, BrowserXhr.DONE);
            if (!web.isUploaded) {
                web.isUploaded = true;
                this.upload.dispatchEvent(new ProgressEvent(type));
                this.upload.dispatchEvent(new ProgressEvent('loadend'));
            }
            this.dispatchEvent(this.#progress(web, type));
            this.dispatchEvent(this.#progress(web, 'loadend'));
        }

        get readyState() {
            return this.#web?.readyState ?? super.readyState;
        }

        get status() {
            return this.#web?.status ?? super.status;
        }

        get statusText() {
            return this.#web?.statusText ?? super.statusText;
        }

        get responseURL() {
            return this.#web?.url ?? super.responseURL;
        }

        get responseText() {
            if (!this.#web) {
                return super.responseText;
            }
            if (this.responseType !== '' && this.responseType !== 'text') {
                throw new DOMException(`The response is no text but ${this.responseType}.`, 'InvalidStateError');
            }
            return this.#web.text;
        }

        get responseXML() {
            if (!this.#web) {
                return super.responseXML;
            }
            return this.#web.readyState === BrowserXhr.DONE ? this.#web.document() : null;
        }

        get response() {
            const web = this.#web;
            if (!web) {
                return super.response;
            }
            const isText = this.responseType === '' || this.responseType === 'text';
            if (isText) {
                return web.text;
            }
            if (web.readyState !== BrowserXhr.DONE || web.status === 0) {
                return null;
            }
            // The same object each time, as in the browser.
            return (web.made ??= web.response(this.responseType));
        }

        /** @param {string} name */
        getResponseHeader(name) {
            return this.#web ? (this.#web.responseHeaders?.get(name) ?? null) : super.getResponseHeader(name);
        }

        getAllResponseHeaders() {
            if (!this.#web) {
                return super.getAllResponseHeaders();
            }
            return [...(this.#web.responseHeaders ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
        }

        /** @param {string} mime */
        overrideMimeType(mime) {
            if (this.#web) {
                this.#web.mimeType = mime;
            } else {
                super.overrideMimeType(mime);
            }
        }
    }

    Object.defineProperty(PierheadXhr, 'name', { value: 'XMLHttpRequest' });
    self.XMLHttpRequest = PierheadXhr;
}

/**
 * fetch() as Docker Desktop's pages have it. The browser's own refuses the extension scheme, and other origins that do not
 * agree. The page's own files come by XMLHttpRequest, servers of the web are asked by Pierhead, and everything else goes
 * to the browser's fetch.
 *
 * @param {Wire} wire
 */
function installFetch(wire) {
    const browserFetch = self.fetch.bind(self);
    // The one of the browser: by the time of a call the page has ours.
    const BrowserXhr = self.XMLHttpRequest;
    const withoutBody = [204, 205, 304];
    /** How much of a body waits for the page to read it. */
    const highWaterMark = 1024 * 1024;

    /** Those that read a body to its end. */
    const readers = /** @type {const} */ (['arrayBuffer', 'blob', 'formData', 'json', 'text']);

    /**
     * Values that the constructor does not take; copies have them too.
     *
     * @param {Response} response
     * @param {Record<string, any>} values
     * @param {(error: unknown) => unknown} [reasonFor] what reading rejects with, for the browser does not tell why a body of
     *     the page's own failed
     */
    function withValues(response, values, reasonFor) {
        for (const [name, value] of Object.entries(values)) {
            Object.defineProperty(response, name, { value });
        }
        for (const name of reasonFor ? readers : []) {
            const read = response[name].bind(response);
            const value = () => read().catch((/** @type {unknown} */ error) => Promise.reject(reasonFor?.(error)));
            Object.defineProperty(response, name, { value });
        }
        const clone = response.clone.bind(response);
        return Object.defineProperty(response, 'clone', { value: () => withValues(clone(), values, reasonFor) });
    }

    /** @param {XMLHttpRequest} xhr @param {Request} request */
    function responseOf(xhr, request) {
        const type = xhr.getResponseHeader('Content-Type') || xhr.response.type || 'application/octet-stream';
        const response = new Response(request.method === 'HEAD' ? null : xhr.response, {
            status: 200,
            statusText: 'OK',
            headers: { 'Content-Type': type },
        });
        return withValues(response, { url: request.url });
    }

    /** @param {Request} request @returns {Promise<Response>} */
    function ownFetch(request) {
        return new Promise((resolve, reject) => {
            if (request.signal.aborted) {
                reject(request.signal.reason);
                return;
            }
            const xhr = new BrowserXhr();
            xhr.open('GET', request.url);
            xhr.responseType = 'blob';
            xhr.onload = () => resolve(responseOf(xhr, request));
            xhr.onabort = () => reject(request.signal.reason);
            // The only way for one's own file to fail is that there is none.
            xhr.onerror = () => resolve(new Response('', { status: 404, statusText: 'Not Found' }));
            request.signal.addEventListener('abort', () => xhr.abort());
            xhr.send();
        });
    }

    /** A body that the page reads in its own time. @param {() => void} cancel */
    function makeBody(cancel) {
        /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
        let controller;
        /** @type {(() => void)[]} */
        const waiting = [];
        const wake = () => waiting.splice(0).forEach((used) => used());
        let isOver = false;
        /** @type {{ reason: unknown } | undefined} */
        let failure;
        const stream = new ReadableStream(
            {
                start: (given) => void (controller = given),
                pull: wake,
                cancel() {
                    isOver = true;
                    wake();
                    cancel();
                },
            },
            new ByteLengthQueuingStrategy({ highWaterMark }),
        );
        return {
            stream,
            /** @param {Uint8Array} bytes */
            take(bytes) {
                if (isOver) {
                    return undefined;
                }
                controller?.enqueue(bytes);
                return Number(controller?.desiredSize) > 0 ? undefined : new Promise((resolve) => waiting.push(() => resolve(undefined)));
            },
            end() {
                if (!isOver) {
                    isOver = true;
                    wake();
                    controller?.close();
                }
            },
            /** Also when all of it is there: what the page has not read yet is lost. @param {unknown} reason */
            fail(reason) {
                isOver = true;
                failure ??= { reason };
                wake();
                controller?.error(reason);
            },
            /** @param {unknown} error */
            reasonFor: (error) => (failure ? failure.reason : error),
        };
    }

    /** @param {Request} request @param {any} head @param {ReturnType<typeof makeBody>} body */
    function webResponse(request, head, { stream, reasonFor }) {
        const isRedirect = [301, 302, 303, 307, 308].includes(head.status);
        if (isRedirect && request.redirect === 'error') {
            throw new TypeError(`Failed to fetch: ${request.url} redirects.`);
        }
        if (isRedirect && request.redirect === 'manual') {
            return withValues(Response.error(), { url: request.url, type: 'opaqueredirect' });
        }
        const hasBody = request.method !== 'HEAD' && !withoutBody.includes(head.status);
        const response = new Response(hasBody ? stream : null, {
            status: head.status,
            statusText: head.reason,
            headers: head.headers,
        });
        return withValues(response, { url: head.url, redirected: head.isRedirected, type: 'cors' }, reasonFor);
    }

    /** @param {Request} request @returns {Promise<Response>} */
    async function webFetch(request) {
        const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
        const bytes = hasBody ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array();
        if (request.signal.aborted) {
            throw request.signal.reason;
        }
        return new Promise((resolve, reject) => {
            const body = makeBody(() => stream.cancel());
            const stream = openNetRequest(
                wire,
                {
                    url: request.url,
                    method: request.method,
                    headers: [...request.headers],
                    body: bytes,
                    followsRedirects: request.redirect === 'follow',
                    usesCookies: request.credentials === 'include',
                },
                {
                    onHead(head) {
                        try {
                            resolve(webResponse(request, head, body));
                        } catch (error) {
                            reject(error);
                            stream.cancel();
                        }
                    },
                    onBody: body.take,
                },
            );
            /** @param {unknown} error */
            const fail = (error) => {
                reject(error);
                body.fail(error);
            };
            request.signal.addEventListener('abort', () => {
                stream.cancel();
                fail(request.signal.reason);
            });
            stream.outcome.then(
                () => body.end(),
                (problem) => fail(new TypeError(`Failed to fetch: ${problem.message}`)),
            );
        });
    }

    self.fetch = async function fetch(input, init) {
        const request = new Request(input, init);
        const url = new URL(request.url);
        if (isOwnUrl(url) && (request.method === 'GET' || request.method === 'HEAD')) {
            return ownFetch(request);
        }
        // What the browser may do, or is asked to check, is left to it.
        return isWebUrl(url) && request.mode === 'cors' && !request.integrity ? webFetch(request) : browserFetch(request);
    };
}

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

    const aborted = () => new DOMException('The user aborted a request.', 'AbortError');

    /**
     * Values that the constructor does not take; copies have them too.
     *
     * @param {Response} response
     * @param {Record<string, any>} values
     */
    function withValues(response, values) {
        for (const [name, value] of Object.entries(values)) {
            Object.defineProperty(response, name, { value });
        }
        const clone = response.clone.bind(response);
        return Object.defineProperty(response, 'clone', { value: () => withValues(clone(), values) });
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
                reject(aborted());
                return;
            }
            const xhr = new BrowserXhr();
            xhr.open('GET', request.url);
            xhr.responseType = 'blob';
            xhr.onload = () => resolve(responseOf(xhr, request));
            xhr.onabort = () => reject(aborted());
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
            /** @param {unknown} [error] */
            end(error) {
                if (isOver) {
                    return;
                }
                isOver = true;
                wake();
                if (error) {
                    controller?.error(error);
                } else {
                    controller?.close();
                }
            },
        };
    }

    /** @param {Request} request @param {any} head @param {ReadableStream} stream */
    function webResponse(request, head, stream) {
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
        return withValues(response, { url: head.url, redirected: head.isRedirected, type: 'cors' });
    }

    /** @param {Request} request @returns {Promise<Response>} */
    async function webFetch(request) {
        const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
        const bytes = hasBody ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array();
        if (request.signal.aborted) {
            throw aborted();
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
                            resolve(webResponse(request, head, body.stream));
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
                body.end(error);
            };
            request.signal.addEventListener('abort', () => {
                stream.cancel();
                fail(aborted());
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

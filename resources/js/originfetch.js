/**
 * fetch() of the page's own files. The browser's own fetch refuses the extension scheme, XMLHttpRequest does not.
 * Everything else goes to the browser's fetch.
 */
function installOriginFetch() {
    const browserFetch = window.fetch.bind(window);

    /** @param {Request} request */
    function isOwn(request) {
        const url = new URL(request.url);
        return url.protocol === location.protocol && url.host === location.host && (request.method === 'GET' || request.method === 'HEAD');
    }

    /** @param {XMLHttpRequest} xhr @param {Request} request */
    function responseOf(xhr, request) {
        const type = xhr.getResponseHeader('Content-Type') || xhr.response.type || 'application/octet-stream';
        const response = new Response(request.method === 'HEAD' ? null : xhr.response, {
            status: 200,
            statusText: 'OK',
            headers: { 'Content-Type': type },
        });
        Object.defineProperty(response, 'url', { value: request.url });
        return response;
    }

    /** @param {Request} request @returns {Promise<Response>} */
    function ownFetch(request) {
        return new Promise((resolve, reject) => {
            const aborted = () => new DOMException('The user aborted a request.', 'AbortError');
            if (request.signal.aborted) {
                reject(aborted());
                return;
            }
            const xhr = new XMLHttpRequest();
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

    window.fetch = function fetch(input, init) {
        let request;
        try {
            request = new Request(input, init);
        } catch (error) {
            return Promise.reject(error);
        }
        return isOwn(request) ? ownFetch(request) : browserFetch(input, init);
    };
}

/** @param {ArrayBuffer | ArrayBufferView} source */
function bytesOf(source) {
    return ArrayBuffer.isView(source)
        ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
        : new Uint8Array(source);
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
    // As many arguments as a call may have.
    const piece = 32 * 1024;
    let text = '';
    for (let start = 0; start < bytes.length; start += piece) {
        text += String.fromCharCode(...bytes.subarray(start, start + piece));
    }
    return btoa(text);
}

/** @param {string} text */
function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let place = 0; place < binary.length; ++place) {
        bytes[place] = binary.charCodeAt(place);
    }
    return bytes;
}

/** What relative URLs are relative to, in pages and in workers. */
function baseUrl() {
    return 'document' in self ? document.baseURI : location.href;
}

/** @param {URL} url */
function isHttpUrl(url) {
    return url.protocol === 'http:' || url.protocol === 'https:';
}

/**
 * Whether it is of the server that the page itself came from, its author's: the browser asks that one.
 *
 * @param {URL} url
 */
function isDevServerUrl(url) {
    return isHttpUrl(url) && url.origin === self.origin;
}

/** Whether it is a file of the extension. @param {URL} url */
function isOwnUrl(url) {
    // A worker of a blob has the origin of its page, and another location.
    return `${url.protocol}//${url.host}` === self.origin && !isHttpUrl(url);
}

/** Whether Pierhead asks for it. @param {URL} url */
function isWebUrl(url) {
    return isHttpUrl(url) && !isDevServerUrl(url);
}

/**
 * The bytes of what can be a body, and the Content-Type that goes with it.
 *
 * @param {BodyInit} body
 */
async function packBody(body) {
    // Any URL does: the request is never sent.
    const request = new Request(location.href, { method: 'POST', body });
    return { bytes: new Uint8Array(await request.arrayBuffer()), type: request.headers.get('Content-Type') };
}

/**
 * Writes a body in pieces, of which a few are on their way.
 *
 * @param {WireStream} stream
 * @param {Uint8Array} bytes
 */
async function writeBody(stream, bytes) {
    const piece = 1024 * 1024;
    const underWay = [];
    for (let start = 0; start < bytes.length; start += piece) {
        const end = Math.min(start + piece, bytes.length);
        underWay.push(stream.write({ body: toBase64(bytes.subarray(start, end)), isLast: end === bytes.length }));
        if (underWay.length > 4) {
            await underWay.shift();
        }
    }
}

/**
 * A request to any server of the web, which Pierhead makes for the page: the browser's own are held back by the
 * same-origin rule.
 *
 * @param {Wire} wire
 * @param {NetRequest} request
 * @param {NetReceiver} receiver
 * @returns {WireStream}
 */
function openNetRequest(wire, request, receiver) {
    const { body, headers, ...rest } = request;
    const sent = new Headers(headers);
    const usual = { Accept: '*/*', 'Accept-Language': navigator.languages.join(', '), 'User-Agent': navigator.userAgent };
    for (const [name, value] of Object.entries(usual)) {
        if (!sent.has(name)) {
            sent.set(name, value);
        }
    }
    const stream = wire.open(
        'net.request',
        { ...rest, headers: [...sent], hasBody: body.length > 0 },
        ({ head, body: piece, sent: bytes, total }) => {
            if (head) {
                receiver.onHead(head);
            } else if (piece !== undefined) {
                return receiver.onBody(fromBase64(piece));
            } else {
                receiver.onSent?.(bytes, total);
            }
            return undefined;
        },
    );
    writeBody(stream, body);
    return stream;
}

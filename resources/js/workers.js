/**
 * Workers with the requests that pages have (fetch.js, xhr.js, events.js): what is put before their scripts asks by the page's
 * wire (worker.js). Files of the extension get it where they are served (bridge/web/extensionschemehandler.cpp), blobs here.
 * Scripts from elsewhere stay as they are.
 *
 * @param {Wire} wire
 */
function installWorkers(wire) {
    const scriptOf = findWorkerScripts();
    if (self.Worker) {
        self.Worker = makeWorkerClass(wire, scriptOf);
    }
    if (self.SharedWorker) {
        self.SharedWorker = makeSharedWorkerClass(wire, scriptOf);
    }
}

/**
 * Returns what tells the URL by which a worker gets its script with the requests; nothing where it gets none.
 *
 * @returns {WorkerScriptFinder}
 */
function findWorkerScripts() {
    /** @typedef {'classic' | 'module'} Kind */
    /** @type {Map<string, { blob: Blob, scripts: { [kind in Kind]?: string } }>} */
    const blobs = new Map();
    const create = URL.createObjectURL.bind(URL);
    const revoke = URL.revokeObjectURL.bind(URL);

    // Reading a blob takes time, which a constructor does not have; making a blob of others takes none.
    URL.createObjectURL = function createObjectURL(source) {
        const url = create(source);
        if (source instanceof Blob) {
            blobs.set(url, { blob: source, scripts: {} });
        }
        return url;
    };
    URL.revokeObjectURL = function revokeObjectURL(url) {
        Object.values(blobs.get(`${url}`)?.scripts ?? {}).forEach(revoke);
        blobs.delete(`${url}`);
        revoke(url);
    };

    /**
     * What stands in a blob's first line. The page's policy (CSP) may forbid the import: the worker then has the browser's
     * requests, and what is meant for the import is kept from it.
     *
     * @param {Kind} kind
     */
    function preambleOf(kind) {
        const url = JSON.stringify(`${self.origin}/.pierhead/worker.js`);
        const without = `addEventListener('message', (e) => e.stopImmediatePropagation(), { once: true })`;
        return kind === 'module'
            ? `import ${url}; `
            : `try { importScripts(${url}); } catch (e) { if ('onconnect' in self) throw e; ${without}; } `;
    }

    /** One URL for all workers of a blob, which shared workers are known by. @param {string} url @param {Kind} kind */
    function blobScript(url, kind) {
        const known = blobs.get(url);
        if (!known || isHttpUrl(new URL(self.origin))) {
            return undefined;
        }
        const { blob, scripts } = known;
        scripts[kind] ??= create(new Blob([preambleOf(kind), blob], { type: blob.type }));
        return scripts[kind];
    }

    return (url, options) => {
        let script;
        try {
            script = new URL(url, baseUrl());
        } catch {
            return undefined; // the browser says why
        }
        const kind = options?.type === 'module' ? 'module' : 'classic';
        if (script.protocol === 'blob:') {
            script.hash = '';
            return blobScript(script.href, kind);
        }
        if (!isOwnUrl(script)) {
            return undefined;
        }
        script.search += `${script.search ? '&' : '?'}pierhead-worker=${kind}`;
        return script.href;
    };
}

/** @param {Wire} wire @param {WorkerScriptFinder} scriptOf */
function makeWorkerClass(wire, scriptOf) {
    class PierheadWorker extends self.Worker {
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

    return Object.defineProperty(PierheadWorker, 'name', { value: 'Worker' });
}

/**
 * The ports that page and worker have of each other are those of a channel that goes to the worker with the greeting, so that
 * nothing of Pierhead's comes by them. All its pages are of one extension, so any page's wire will do for it.
 *
 * @param {Wire} wire
 * @param {WorkerScriptFinder} scriptOf
 */
function makeSharedWorkerClass(wire, scriptOf) {
    class PierheadSharedWorker extends self.SharedWorker {
        /** @param {string | URL} url @param {string | WorkerOptions} [options] */
        constructor(url, options) {
            const script = scriptOf(url, typeof options === 'object' ? options : undefined);
            super(script ?? url, options);
            if (script) {
                const client = new MessageChannel();
                const requests = new MessageChannel();
                self.addEventListener('pagehide', serveWire(requests.port1, wire));
                this.port.postMessage(workerGreeting, [requests.port2, client.port2]);
                Object.defineProperty(this, 'port', { value: client.port1 });
            }
        }
    }

    return Object.defineProperty(PierheadSharedWorker, 'name', { value: 'SharedWorker' });
}
